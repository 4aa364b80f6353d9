import * as fc from 'fast-check'
import { createParser } from 'eventsource-parser'
import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../src/core/json.ts'
import type { EventBody } from '../../src/core/reply.ts'
import { eventValue, renderEvents } from '../../src/wire/events.ts'

const member = fc.constantFrom('id', 'choices', 'usage', 'ü', '')
const value = fc.jsonValue() as fc.Arbitrary<Json> // what fast-check calls JsonValue is ours
const object: fc.Arbitrary<JsonObject> = fc.dictionary(member, value)
const delta = fc
  .record({ index: fc.nat(3), content: fc.string({ unit: 'grapheme' }) })
  .map(({ index, content }) => ({ choices: [{ index, delta: { content }, logprobs: null, finish_reason: null }] }))

const body: fc.Arbitrary<EventBody> = fc
  .record({
    envelope: object,
    events: fc.array(fc.oneof(object, delta), { maxLength: 8 }),
    obfuscation: fc.option(fc.nat(), { nil: undefined }),
  })
  .map(({ envelope, events, obfuscation }) => ({
    kind: 'events',
    envelope,
    events,
    lead: 0,
    pace: 'instant',
    done: true,
    ...(obfuscation !== undefined && { obfuscation }),
  }))

const parse = (parts: readonly Uint8Array[]): string[] => {
  const data: string[] = []
  const parser = createParser({ onEvent: (event) => data.push(event.data) })
  const decoder = new TextDecoder()
  for (const part of parts) parser.feed(decoder.decode(part, { stream: true }))
  return data
}

test('a stream cut into bytes anywhere parses to the same events', () => {
  fc.assert(
    fc.property(body, fc.array(fc.nat(2_000), { maxLength: 10 }), (body, borders) => {
      const bytes = new TextEncoder().encode(renderEvents(body))
      const cuts = [
        0,
        ...borders.map((border) => border % (bytes.length + 1)).toSorted((one, other) => one - other),
        bytes.length,
      ]
      const parts = cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end))

      expect(parse(parts)).toEqual(parse([bytes]))
    }),
  )
})

test('every event parses to its value, and padding is all that is added', () => {
  fc.assert(
    fc.property(body, (body) => {
      const data = parse([new TextEncoder().encode(renderEvents(body))])
      const values = data.slice(0, -1).map((text) => withoutPadding(JSON.parse(text)))

      expect(data.at(-1)).toBe('[DONE]')
      expect(values).toEqual(data.slice(0, -1).map((_, index) => JSON.parse(JSON.stringify(eventValue(body, index)))))
    }),
  )
})

test('a padded event takes 1 byte more than a multiple of 16', () => {
  fc.assert(
    fc.property(body, fc.nat(), (body, obfuscation) => {
      const data = parse([new TextEncoder().encode(renderEvents({ ...body, obfuscation }))]).slice(0, -1)
      const padded = data.filter((text) => 'obfuscation' in JSON.parse(text))

      expect(padded.map((text) => Buffer.byteLength(text) % 16)).toEqual(padded.map(() => 1))
    }),
  )
})

const withoutPadding = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([member]) => member !== 'obfuscation'))
