import { expect, test } from 'vitest'
import type { EventBody } from '../../../src/core/reply.ts'
import { createEventWriter, eventValue, renderEvents } from '../../../src/wire/events.ts'
import { wordEvents } from '../../support/fake-cuecard.ts'

const bodyOf = (more: Partial<EventBody>): EventBody => ({ ...wordEvents([]), ...more })

const dataOf = (text: string): string[] =>
  text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => event.slice(6))

test('every event repeats the envelope and the stream ends in a done marker', () => {
  const text = renderEvents(wordEvents(['Hi']))

  expect(text).toBe(
    'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant"},"logprobs":null,"finish_reason":null}]}\n\n' +
      'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Hi"},"logprobs":null,"finish_reason":null}]}\n\n' +
      'data: [DONE]\n\n',
  )
})

test('texts are written as they stand', () => {
  expect(renderEvents(bodyOf({ events: [': ping\n\n', 'event: error\ndata: {}\n\n'], done: false }))).toBe(
    ': ping\n\nevent: error\ndata: {}\n\n',
  )
})

test('a member of an event takes the place of the envelope’s', () => {
  const body = bodyOf({ envelope: { id: 'a', model: 'm' }, events: [{ model: 'other' }], done: false })

  expect(renderEvents(body)).toBe('data: {"id":"a","model":"other"}\n\n')
  expect(eventValue(body, 0)).toEqual({ id: 'a', model: 'other' })
})

test.each([
  [{}, {}],
  [{}, { a: 1 }],
  [{ id: 'x' }, {}],
  [{ id: 'x' }, { choices: [{ index: 0, delta: { content: 'é🎉\u2028"\\' }, finish_reason: null }] }],
  [
    { id: 'ü' },
    { choices: [{ index: 0, delta: { content: 'plain' }, logprobs: null, finish_reason: null }], usage: null },
  ],
  [{ id: 'x' }, { choices: [{ index: 0, delta: { content: '\ud800 alone' }, logprobs: null, finish_reason: null }] }],
  [{ id: 'x' }, { choices: [], usage: { name: '日本' } }],
])('with the envelope %j the event %j takes 1 byte more than a multiple of 16 when padded', (envelope, event) => {
  const [data = ''] = dataOf(renderEvents(bodyOf({ envelope, events: [event], obfuscation: 5 })))
  const { obfuscation, ...rest } = JSON.parse(data)

  expect(Buffer.byteLength(data) % 16).toBe(1)
  expect(obfuscation).toMatch(/^[A-Za-z0-9]{0,15}$/)
  expect(rest).toEqual(JSON.parse(JSON.stringify({ ...envelope, ...event })))
})

test('paddings are the same for the same seed, and other ones for another', () => {
  const padded = (obfuscation: number): string => renderEvents(wordEvents(['a', 'b', 'c'], { obfuscation }))

  expect(padded(1)).toBe(padded(1))
  expect(padded(1)).not.toBe(padded(2))
})

test('the paddings of a stream have nothing in common', () => {
  const words = Array.from({ length: 300 }, (_, index) => 'x'.repeat(index % 16))
  const events = dataOf(renderEvents(wordEvents(words, { obfuscation: 3 })))
  const paddings = events.map((data): string => JSON.parse(data).obfuscation)

  const runs = paddings.flatMap((text) =>
    Array.from({ length: Math.max(0, text.length - 5) }, (_, at) => text.slice(at, at + 6)),
  )

  expect(runs.length).toBeGreaterThan(100)
  expect(new Set(runs).size).toBe(runs.length)
})

test('an event past the last is empty', () => {
  expect(createEventWriter(wordEvents([]))(7)).toBe('')
})
