import type { Json, JsonObject } from '../core/json.ts'
import type { Random } from '../core/random.ts'
import { listOf, numberOf } from './schema.ts'

/** What several schemas together allow a number to be. Bounds are inclusive; open ends are exclusive. */
interface Range {
  readonly low: number
  readonly high: number
  readonly isLowOpen: boolean
  readonly isHighOpen: boolean
  readonly steps: readonly number[]
}

/** A number that satisfies all of the schemas, or undefined. `usual` is tried first: a range that reads well. */
export const makeNumber = (
  schemas: readonly JsonObject[],
  isSaidInteger: boolean,
  random: Random,
  usual: Usual = anything,
): number | undefined => {
  const isInteger = isSaidInteger || schemas.some(({ format }) => format === 'int32' || format === 'int64')
  const range = rangeOf(schemas, isInteger)
  const isAllowed = (number: Json): number is number =>
    typeof number === 'number' && isIn(number, range) && (!isInteger || Number.isInteger(number))
  const examples = schemas.flatMap((schema) => listOf(schema, 'examples')).filter(isAllowed)
  if (examples.length > 0) return random.pick(examples)
  const narrowed = { ...range, low: Math.max(range.low, usual.low), high: Math.min(range.high, usual.high) }
  for (const tried of [narrowed, range]) {
    const decimals = isInteger ? 0 : usual.decimals
    const number = range.steps.length > 0 ? multiple(tried, random) : plain(tried, decimals, random)
    if (number !== undefined && isAllowed(number)) return number
  }
  return edge(range, isInteger)
}

/** Where numbers usually lie, and with how many decimals they are written. */
export interface Usual {
  readonly low: number
  readonly high: number
  readonly decimals: number
}

/** The numbers of a range one by one, from its lower end or up from zero; undefined past its end. */
export const numberAt = (schemas: readonly JsonObject[], isInteger: boolean, index: number): number | undefined => {
  const range = rangeOf(schemas, isInteger)
  const step = range.steps.length > 0 ? commonMultiple(range.steps) : isInteger ? 1 : 0.25
  const first = Number.isFinite(range.low) ? range.low : Number.isFinite(range.high) ? range.high - 1000 * step : 0
  const number = Number(((Math.ceil(first / step) + index) * step).toPrecision(15))
  return number > range.high ? undefined : number
}

const anything: Usual = { low: 0, high: 1000, decimals: 2 }

const rangeOf = (schemas: readonly JsonObject[], isInteger: boolean): Range => {
  let low = Number.NEGATIVE_INFINITY
  let high = Number.POSITIVE_INFINITY
  let isLowOpen = false
  let isHighOpen = false
  const raise = (bound: number | undefined, isOpen: boolean): void => {
    if (bound === undefined || bound < low || (bound === low && isLowOpen)) return
    low = bound
    isLowOpen = isOpen
  }
  const lower = (bound: number | undefined, isOpen: boolean): void => {
    if (bound === undefined || bound > high || (bound === high && isHighOpen)) return
    high = bound
    isHighOpen = isOpen
  }
  for (const schema of schemas) {
    // Draft 04 says with a boolean whether `minimum` itself is allowed; later drafts give the bound.
    raise(numberOf(schema, 'minimum'), schema['exclusiveMinimum'] === true)
    lower(numberOf(schema, 'maximum'), schema['exclusiveMaximum'] === true)
    raise(numberOf(schema, 'exclusiveMinimum'), true)
    lower(numberOf(schema, 'exclusiveMaximum'), true)
    if (schema['format'] === 'int32') {
      raise(-(2 ** 31), false)
      lower(2 ** 31 - 1, false)
    }
    if (schema['format'] === 'int64') {
      raise(-(2 ** 63), false)
      lower(2 ** 63 - 1024, false)
    }
  }
  const steps = schemas.map((schema) => numberOf(schema, 'multipleOf') ?? 0).filter((step) => step > 0)
  return { low, high, isLowOpen, isHighOpen, steps: isInteger && steps.length > 0 ? [...steps, 1] : steps }
}

const isIn = (number: number, { low, high, isLowOpen, isHighOpen, steps }: Range): boolean =>
  (isLowOpen ? number > low : number >= low) &&
  (isHighOpen ? number < high : number <= high) &&
  steps.every((step) => Number.isInteger(number / step))

/** A random number of so many decimals, or of more where the range is too narrow for them. */
const plain = ({ low, high, isLowOpen, isHighOpen }: Range, decimals: number, random: Random): number | undefined => {
  if (low > high) return undefined
  const [from, to] = finite(low, high)
  for (const places of decimals === 0 ? [0] : [decimals, 6, 12]) {
    const scale = 10 ** places
    const first = Math.ceil(from * scale) + (isLowOpen && Number.isInteger(from * scale) ? 1 : 0)
    const last = Math.floor(to * scale) - (isHighOpen && Number.isInteger(to * scale) ? 1 : 0)
    if (first <= last) return (first + Math.floor(random.next() * (last - first + 1))) / scale
  }
  return (from + to) / 2
}

const finite = (low: number, high: number): readonly [number, number] => {
  if (low === Number.NEGATIVE_INFINITY)
    return high === Number.POSITIVE_INFINITY ? [0, 1000] : [Math.min(0, high - 1000), high]
  return [low, high === Number.POSITIVE_INFINITY ? low + Math.max(1000, Math.abs(low) / 10) : high]
}

/** A multiple of all steps: of their product where that fits, and of the largest of them otherwise. */
const multiple = (range: Range, random: Random): number | undefined => {
  const [from, to] = finite(range.low, range.high)
  const largest = Math.max(...range.steps)
  for (const step of [commonMultiple(range.steps), largest]) {
    const first = Math.ceil(from / step)
    const last = Math.floor(to / step)
    const start = first + random.below(Math.max(1, Math.min(last - first + 1, 1000)))
    for (let factor = start, tries = 0; tries < 200; factor = factor >= last ? first : factor + 1, tries++) {
      const number = Number((factor * step).toPrecision(15))
      if (isIn(number, range)) return number
    }
  }
  return isIn(0, range) ? 0 : undefined
}

const commonMultiple = (steps: readonly number[]): number => {
  const scale = 10 ** Math.max(...steps.map((step) => (String(step).split('.')[1] ?? '').length))
  return (
    steps.map((step) => Math.round(step * scale)).reduce((left, right) => (left / divisor(left, right)) * right) / scale
  )
}

const divisor = (left: number, right: number): number => (right >= 1 ? divisor(right, left % right) : left)

/** What lies at the ends of a range, for those that random numbers miss. */
const edge = (range: Range, isInteger: boolean): number | undefined => {
  const { low, high } = range
  const places = [
    low,
    high,
    low + 1,
    high - 1,
    0,
    (low + high) / 2,
    low + Math.abs(low) * 1e-9 + 1e-9,
    high - Math.abs(high) * 1e-9 - 1e-9,
  ]
  return places
    .filter((place) => Number.isFinite(place))
    .flatMap((place) => (isInteger ? [Math.ceil(place), Math.floor(place)] : [place]))
    .find((place) => isIn(place, range))
}
