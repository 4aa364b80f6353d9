import { expect, test } from 'vitest'

import { createCuecard } from '../../src/cuecard.ts'
import { ask, placeOnWire, plainPlace, readRefusal } from '../support/refusal.ts'
import { casesOf } from './fields/cases.ts'
import { tables } from './fields/tables.ts'

const cuecard = createCuecard()
const rows = tables.flatMap(({ dialect, request }) =>
  request.flatMap((group) =>
    group.fields.flatMap((field) => {
      const cases = casesOf(group, field, 'literal')
      // A value that is bad in itself is often so at a place inside it.
      const broken = cases.find(({ holds, why }) => !holds && why !== 'bad')
      return broken === undefined ? [] : [{ dialect, name: field.name, at: group.at, row: field.source, ...broken }]
    }),
  ),
)

test.each(rows)('$dialect answers 400 to $at $name $why ($row)', async ({ dialect, body, path }) => {
  const { status, headers, text } = await ask(cuecard, dialect, body, 'literal')

  expect([status, headers.get('x-should-retry')]).toEqual([400, 'false'])
  const { place } = readRefusal(dialect, text)
  expect(typeof place === 'string' ? plainPlace(place) : place).toBe(placeOnWire(dialect, path))
})

test.each(tables.map(({ dialect, request }) => ({ dialect, host: request[0]?.host ?? {} })))(
  '$dialect ignores members that its document does not have',
  async ({ dialect, host }) => {
    const { status } = await ask(cuecard, dialect, { ...host, no_such_member: { a: [1] } }, 'literal')

    expect(status).toBe(200)
  },
)

test.each(tables.map(({ dialect, request }) => ({ dialect, host: request[0]?.host ?? {} })))(
  '$dialect answers the smallest request there is, at either level',
  async ({ dialect, host }) => {
    expect((await ask(cuecard, dialect, host, 'literal')).status).toBe(200)
    expect((await ask(cuecard, dialect, host, 'practical')).status).toBe(200)
  },
)
