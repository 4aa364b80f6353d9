import type { Random } from '../../core/random.ts'
import type { Usual } from '../numbers.ts'
import { table } from './names.ts'
import type { Thing } from './thing.ts'

type MakeUsual = (thing: Thing, role: string, random: Random) => Usual

const between =
  (low: number, high: number, decimals = 0): MakeUsual =>
  () => ({ low, high, decimals })

const near =
  (coordinate: 'latitude' | 'longitude'): MakeUsual =>
  (thing, role, random) => {
    const degrees = thing.place(role, random)[coordinate]
    return { low: degrees - 0.02, high: degrees + 0.02, decimals: 4 }
  }

/** Where numbers lie by what a property is called. */
export const numbers: ReadonlyMap<string, MakeUsual> = table<MakeUsual>([
  ['price unitprice amount cost total subtotal balance fee value sum discount tax shipping', between(5, 500, 2)],
  ['salary income revenue budget', between(30_000, 120_000)],
  ['population', between(50_000, 900_000)],
  ['age', between(18, 80)],
  ['year founded', between(1990, 2026)],
  ['month', between(1, 12)],
  ['day', between(1, 28)],
  ['hour', between(0, 23)],
  ['minute second', between(0, 59)],
  ['quantity qty count number items servings guests participants people employees', between(1, 12)],
  ['views likes followers downloads', between(100, 9000)],
  ['rating stars', between(1, 5, 1)],
  ['score percent percentage progress humidity', between(0, 100, 1)],
  ['confidence probability ratio likelihood rate similarity', between(0, 1, 2)],
  ['experience yearsofexperience experienceyears', between(1, 20)],
  ['calories', between(100, 900)],
  ['weight', between(1, 90, 1)],
  ['latitude lat', near('latitude')],
  ['longitude lng lon long', near('longitude')],
  ['temperature', between(-5, 30, 1)],
  ['port', between(1024, 65_535)],
  ['width height size', between(10, 1200)],
  ['duration minutes hours days seconds runtime preptime cooktime', between(1, 60)],
  ['page step order index position rank', between(1, 5)],
  ['limit pagesize', between(10, 50)],
  ['id', between(1, 9999)],
  ['timestamp createdat updatedat', between(1_700_000_000, 1_790_000_000)],
])
