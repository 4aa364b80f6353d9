import { expect, test } from 'vitest'
import { formatDifference } from '../../../src/checks/difference.ts'
import { checkGrammar } from '../../../src/checks/stream-grammar.ts'
import type { Json, JsonObject } from '../../../src/core/json.ts'

const event = (delta: JsonObject, finish_reason: string | null = null, index: Json = 0): JsonObject => ({
  id: 'chatcmpl-1',
  choices: [{ index, delta, finish_reason }],
})
const head = event({ role: 'assistant', content: '' })
const text = event({ content: 'Hi' })
const end = event({}, 'stop')
const usage: JsonObject = { id: 'chatcmpl-1', choices: [], usage: { total_tokens: 2 } }
const call = (made: JsonObject): JsonObject => event({ tool_calls: [made] })
const begin = { index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '' } }
const terms = { n: 1, include_usage: false, audio: false }

const told = (events: readonly JsonObject[], changed: Partial<typeof terms> = {}, whole = true): readonly string[] =>
  checkGrammar(events, { ...terms, ...changed }, whole).map((difference) => formatDifference(difference))

test.each<{ what: string; events: JsonObject[]; changed?: Partial<typeof terms>; whole?: boolean }>([
  { what: 'a text', events: [head, text, end] },
  { what: 'a text with its usage', events: [head, text, end, usage], changed: { include_usage: true } },
  {
    what: 'usage that is null until the end',
    events: [{ ...head, usage: null }, end, usage],
    changed: { include_usage: true },
  },
  {
    what: 'choices in turns',
    events: [head, event({ role: 'assistant' }, null, 1), text, end, event({}, 'stop', 1)],
    changed: { n: 2 },
  },
  { what: 'a call in pieces', events: [head, call(begin), call({ index: 0, function: { arguments: '{}' } }), end] },
  {
    what: 'a whole call in one piece',
    events: [head, call({ ...begin, function: { name: 'f', arguments: '{}' } }), end],
  },
  { what: 'sound without a reason', events: [head], changed: { audio: true } },
  { what: 'the beginning of a stream', events: [head, text], changed: { include_usage: true }, whole: false },
  {
    what: 'a verdict behind the usage',
    events: [head, end, usage, { id: 'chatcmpl-1', choices: [] }],
    changed: { include_usage: true },
  },
])('$what is in order', ({ events, changed, whole }) => {
  expect(told(events, changed, whole)).toEqual([])
})

test.each<{ events: JsonObject[]; changed?: Partial<typeof terms>; says: string[] }>([
  {
    events: [text, end],
    says: ['event 1 /choices/0/delta/role: expected "assistant" in the first delta of a choice, got nothing'],
  },
  { events: [head, text], says: ['stream: expected a finish_reason of choice 0, got nothing'] },
  {
    events: [head, end, text],
    says: ['event 3 /choices/0: expected nothing behind the finish_reason of the choice, got {"content":"Hi"}'],
  },
  {
    events: [head, end, { ...usage, id: 'x' }],
    changed: { include_usage: true },
    says: ['event 3 /id: expected "chatcmpl-1", as in the first event, got "x"'],
  },
  {
    events: [head, end],
    changed: { include_usage: true },
    says: ['stream: expected an event with the usage in the end, as include_usage is true, got nothing'],
  },
  { events: [head, end, usage], says: ['event 3 /usage: expected none without include_usage, got {"total_tokens":2}'] },
  { events: [head, end], changed: { n: 2 }, says: ['stream: expected deltas of choice 1, as n is 2, got nothing'] },
  { events: [head, event({}, null, 7), end], says: ['event 2 /choices/0/index: expected an index below n, 1, got 7'] },
  {
    events: [head, call({ ...begin, index: 1 }), end],
    says: ['event 2 /choices/0/delta/tool_calls/0/index: expected 0 for the first call, got 1'],
  },
  {
    events: [head, call(begin), call({ ...begin, id: 'call_2' }), end],
    says: [
      'event 3 /choices/0/delta/tool_calls/0/id: expected "call_1" or none behind the head of the call, got "call_2"',
    ],
  },
  { events: [], says: ['stream: expected deltas of choice 0, as n is 1, got nothing'] },
])('what is out of order is told: $says', ({ events, changed, says }) => {
  expect(told(events, changed)).toEqual(says)
})

test.each<Json>([
  null,
  4,
  'x',
  [null],
  [4],
  [{ index: 0.5 }],
  [{ index: -1 }],
  [{ index: 0, delta: 4 }],
  [{ index: 0, delta: { tool_calls: [null, { index: 'x' }] } }],
])('choices that are %j break nothing here', (choices) => {
  expect(() => told([{ choices }, { choices }])).not.toThrow()
})
