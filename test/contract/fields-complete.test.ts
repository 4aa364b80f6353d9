import { expect, test } from 'vitest'

import { atStrictness } from '../../src/contracts/strictness.ts'
import { membersOf } from './fields/members.ts'
import { dialectOf, tables } from './fields/tables.ts'

const sides = ['request', 'response'] as const
const cases = tables.flatMap((table) => sides.map((side) => ({ dialect: dialectOf(table), table, side })))

test.each(cases)('the $side schema of $dialect.name names nothing without a row or a reason', async (one) => {
  const { dialect, table, side } = one
  const schemas = await dialect.schemas['chat-completions']?.()
  const rows = new Set(table[side].flatMap(({ at, fields }) => fields.map(({ name }) => placeOf(at, name))))
  const beyond = Object.keys(table.beyond[side])
  const named = new Set(
    (['literal', 'practical'] as const).flatMap((level) => [...membersOf(atStrictness(schemas?.[side] ?? {}, level))]),
  )

  const rowless = [...named].filter((place) => !rows.has(place))
  expect(rowless.filter((place) => !beyond.some((one) => isBelow(place, one)))).toEqual([])
  expect(beyond.filter((one) => !rowless.some((place) => isBelow(place, one)))).toEqual([])
  expect([...rows].filter((place) => !named.has(place))).toEqual([])
})

const isBelow = (place: string, root: string): boolean =>
  place.startsWith(root) && ['', '.', '['].includes(place.charAt(root.length))

/** A row's place without the numbers of items and the names of maps. */
const placeOf = (at: string, name: string): string =>
  `${at === '' ? '' : `${at}.`}${name}`.replaceAll(/\[\d+\]/g, '[]').replaceAll('properties.city', 'properties.*')
