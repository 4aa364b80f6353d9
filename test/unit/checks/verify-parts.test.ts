import { expect, test } from 'vitest'
import { formatDifference } from '../../../src/checks/difference.ts'
import { openPurse, parseBudget } from '../../../src/checks/verify/budget.ts'
import { joinEvents } from '../../../src/checks/verify/join.ts'
import { toOutgoing } from '../../../src/checks/verify/outgoing.ts'
import { createPacer } from '../../../src/checks/verify/pacer.ts'
import { trialsOfRequest } from '../../../src/checks/verify/plan.ts'
import { verify, type Exchange } from '../../../src/checks/verify/run.ts'
import { readEvents } from '../../../src/checks/verify/sse.ts'
import type { Received } from '../../../src/checks/verify/trial.ts'
import { createContracts } from '../../../src/contracts/contracts.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { openai } from '../../../src/dialects/openai.ts'

/** A clock whose sleepers wake at once, at the time they wait for. */
const leapingClock = (): Clock & { readonly slept: readonly number[] } => {
  const slept: number[] = []
  let now = 0
  return {
    slept,
    now: () => now,
    sleepUntil: async (time) => {
      slept.push(time - now)
      now = Math.max(now, time)
    },
  }
}

const [hello] = await trialsOfRequest(
  { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }], stream: false },
  { name: 'hello' },
  { dialect: openai, strictness: 'practical', contracts: createContracts() },
)
const trial = hello!

const answer = (status: number, body: unknown, headers: Received['headers'] = {}): Received => ({
  status,
  headers: { 'content-type': 'application/json', 'x-request-id': 'req_1', ...headers },
  bytes: new TextEncoder().encode(JSON.stringify(body)),
  end: 'complete',
})

test.each([
  { text: 'data: 1\n\ndata: [DONE]\n\n', data: ['1', '[DONE]'], says: [] },
  { text: '\uFEFFdata:1\n\n', data: ['1'], says: [] },
  {
    text: 'data: 1\n\ndata: 2',
    data: ['1', '2'],
    says: ['event 2: expected an empty line behind the last event, got "2"'],
  },
  {
    text: 'data: {\ndata: }\n\n',
    data: ['{\n}'],
    says: ['event 1: expected one line of data in each event, and an empty line behind it, got "data: }"'],
  },
  {
    text: 'data: 1\ndata: 2\n\n',
    data: ['1', '2'],
    says: ['event 1: expected one line of data in each event, and an empty line behind it, got "data: 2"'],
  },
  { text: '{}\n\n', data: [], says: ['event 1: expected lines that begin with `data: `, got "{}"'] },
  { text: '', data: [], says: [] },
])('$text is read as $data', ({ text, data, says }) => {
  const read = readEvents(text)

  expect(read.data).toEqual(data)
  expect(read.differences.map((difference) => formatDifference(difference))).toEqual(says)
})

test('of a stream that is cut anywhere the beginning is read, and nothing is wrong with it', () => {
  const text = 'data: {"a":1}\n\ndata: {"b":2}\n\ndata: [DONE]\n\n'

  for (let length = 0; length < text.length; length++) {
    const { data, differences } = readEvents(text.slice(0, length), false)

    expect(['{"a":1}', '{"b":2}', '[DONE]'].slice(0, data.length)).toEqual(data)
    expect(differences).toEqual([])
  }
})

test.each([
  ['calls=50,tokens=20000', { calls: 50, tokens: 20_000 }],
  ['tokens=9', { calls: Infinity, tokens: 9 }],
  [' calls = 1 ', { calls: 1, tokens: Infinity }],
  ['calls', undefined],
  ['calls=-1', undefined],
  ['money=1', undefined],
  ['', undefined],
])('%j is the budget %o', (text, budget) => {
  expect(parseBudget(text)).toEqual(budget)
})

test('calls under way hold what they are expected to cost, and give back the rest', () => {
  const purse = openPurse({ calls: 3, tokens: 100 })

  const first = purse.take(80)
  const tooMuch = purse.take(30)
  first?.settle(10)
  const second = purse.take(30)

  expect([first, tooMuch, second].map((held) => held !== undefined)).toEqual([true, false, true])
  expect(purse.spent).toEqual({ calls: 2, tokens: 40 })
})

test('a rate lets calls begin evenly', async () => {
  const clock = leapingClock()
  const pace = createPacer(30, clock)

  for (let call = 0; call < 3; call++) await pace(new AbortController().signal)

  expect(clock.slept).toEqual([0, 2_000, 2_000])
})

test('a service that is busy is asked again when it says, three times in all', async () => {
  const clock = leapingClock()
  const error = { message: 'busy', type: 'requests', param: null, code: 'rate_limit_exceeded' }
  let calls = 0
  const send: Exchange = async () => {
    calls++
    return answer(429, { error }, { 'retry-after': '7' })
  }

  const { results, spent } = await verify([trial], { send, baseUrl: 'http://x.test', key: 'k', clock })

  expect([calls, spent.calls, clock.slept]).toEqual([3, 3, [7_000, 7_000]])
  expect(results[0]?.findings.map(({ message }) => message)).toEqual(['hello: status: expected 200, got "429 busy"'])
})

test('a quota that is spent ends the run', async () => {
  const send: Exchange = async () => answer(429, { error: { message: 'pay', code: 'insufficient_quota' } })

  const { results } = await verify([trial, trial], { send, baseUrl: 'http://x.test', key: 'k', concurrency: 1 })

  expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['failed', undefined],
    ['left out', 'the quota is spent'],
  ])
})

test.each(['@evil.test/x', 'http://evil.test/', '.evil.test/'])('the path %s is sent nowhere', (path) => {
  const stray = { ...trial, request: { ...trial.request, path } }

  expect(() => toOutgoing(stray, { baseUrl: 'http://x.test', key: 'k' })).toThrow('leads away from the target')
})

test.each([
  ['a body of a million levels', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`],
  ['a body that is no object', 'null'],
  ['names of the prototype', '{"__proto__":{"choices":1},"constructor":{},"choices":[{"__proto__":1}]}'],
  ['an empty body', ''],
])('%s is a finding, no failure', async (_what, text) => {
  const send: Exchange = async () => ({ ...answer(200, {}), bytes: new TextEncoder().encode(text) })

  const { results } = await verify([trial], { send, baseUrl: 'http://x.test', key: 'k' })

  expect(results[0]?.outcome).toBe('failed')
})

test('a stream of a hundred thousand events that are no such thing is read in time', async () => {
  const streamed = { ...trial, expect: { status: 200, stream: true } }
  const hostile =
    (event: string): Exchange =>
    async () => ({
      ...answer(200, {}, { 'content-type': 'text/event-stream' }),
      bytes: new TextEncoder().encode(event.repeat(100_000)),
    })

  for (const event of [
    'data: {\n',
    'data: x\n\n',
    'data: {"choices":[{"index":0,"delta":{},"logprobs":{"content":[1]}}]}\n\n',
    '\n',
    ':\n',
  ]) {
    const { results } = await verify([streamed], { send: hostile(event), baseUrl: 'http://x.test', key: 'k' })

    expect(results[0]?.findings.length).toBeGreaterThan(0)
    expect(results[0]?.findings.length).toBeLessThan(20)
  }
})

test('events without sense are joined to something', () => {
  const joined = joinEvents([
    {},
    { choices: [{ index: 1e9 }, { index: 0, delta: { content: 4, tool_calls: [{ index: 3 }] } }] },
  ])

  expect(joined['choices']).toEqual([
    expect.objectContaining({ index: 0, message: expect.objectContaining({ content: null }), finish_reason: null }),
  ])
})
