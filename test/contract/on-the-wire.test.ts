import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'

/* What stands here in full is what the service sends, byte for byte; only ids differ. */

const clock = { now: () => 1_700_000_000_000, sleepUntil: async () => {} }
const user = { messages: [{ role: 'user', content: 'Hi' }] }

/** The answer's headers and text, with its ids named. */
const answerTo = async (request: JsonObject, reply: JsonObject) => {
  const cuecard = createCuecard({ clock, scenarios: [{ cuecard: 1, cues: [{ reply }] }] })
  const response = await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ ...user, ...request }),
  })
  const text = (await response.text())
    .replaceAll(/"chatcmpl-[A-Za-z0-9]{29}"/g, '"ID"')
    .replaceAll(/"chatcmpl-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, '"UUID"')
    .replaceAll(/"call_[A-Za-z0-9]{24}"/g, '"CALL"')
    .replaceAll(/"audio_[0-9a-f]{32}"/g, '"AUDIO"')
  return { response, text }
}

test('a plain answer is printed as the service prints it', async () => {
  const { text } = await answerTo({ model: 'gpt-4o' }, { content: 'Hé "you"\n🙂' })

  expect(text).toBe(`{
  "id": "ID",
  "object": "chat.completion",
  "created": 1700000000,
  "model": "gpt-4o-2024-08-06",
  "choices": [
    {
      "index": 0,
      "message": {
        "role": "assistant",
        "content": "Hé \\"you\\"\\n🙂",
        "refusal": null,
        "annotations": []
      },
      "logprobs": null,
      "finish_reason": "stop"
    }
  ],
  "usage": {
    "prompt_tokens": 8,
    "completion_tokens": 6,
    "total_tokens": 14,
    "prompt_tokens_details": {
      "cached_tokens": 0,
      "audio_tokens": 0
    },
    "completion_tokens_details": {
      "reasoning_tokens": 0,
      "audio_tokens": 0,
      "accepted_prediction_tokens": 0,
      "rejected_prediction_tokens": 0
    }
  },
  "service_tier": "default",
  "system_fingerprint": "fp_a288987b44"
}
`)
})

const usual = ['id', 'object', 'created', 'model', 'choices', 'usage', 'service_tier', 'system_fingerprint']
const withLogprobs = ['index', 'message', 'logprobs', 'finish_reason']
const withoutLogprobs = ['index', 'message', 'finish_reason']
const fingerprint = expect.stringMatching(/^fp_[0-9a-f]{10}$/)

test.each<readonly [string, string, readonly string[], Json | object]>([
  ['gpt-4o', 'gpt-4o-2024-08-06', withLogprobs, fingerprint],
  ['gpt-4o-mini', 'gpt-4o-mini-2024-07-18', withLogprobs, fingerprint],
  ['gpt-4.1', 'gpt-4.1-2025-04-14', withLogprobs, fingerprint],
  ['gpt-4.1-nano', 'gpt-4.1-nano-2025-04-14', withLogprobs, fingerprint],
  ['gpt-3.5-turbo', 'gpt-3.5-turbo-0125', withLogprobs, null],
  ['gpt-4', 'gpt-4-0613', withLogprobs, null],
  ['gpt-4.5-preview', 'gpt-4.5-preview-2025-02-27', withoutLogprobs, fingerprint],
  ['o3-mini', 'o3-mini-2025-01-31', withoutLogprobs, fingerprint],
  ['gpt-5', 'gpt-5-2025-08-07', withoutLogprobs, null],
  ['gpt-5.4-mini', 'gpt-5.4-mini-2026-03-17', withoutLogprobs, null],
  ['gpt-5.6-sol', 'gpt-5.6-sol', withoutLogprobs, null],
])('%s answers as %s, with the members of its family', async (model, snapshot, members, system_fingerprint) => {
  const { text } = await answerTo({ model }, { content: 'Hi' })

  const body = JSON.parse(text)
  expect(Object.keys(body)).toEqual(usual)
  expect(body).toMatchObject({ id: 'ID', model: snapshot, service_tier: 'default', system_fingerprint })
  expect(Object.keys(body.choices[0])).toEqual(members)
  expect(body.choices[0].logprobs ?? null).toBeNull()
})

test('search models have ids, tiers and fingerprints of their own', async () => {
  const { text } = await answerTo({ model: 'gpt-4o-search-preview' }, { content: 'Hi' })

  const body = JSON.parse(text)
  expect(Object.keys(body)).toEqual(usual.filter((name) => name !== 'service_tier'))
  expect(body).toMatchObject({ id: 'UUID', system_fingerprint: '' })
})

test.each([
  [undefined, 'default'],
  [null, 'default'],
  ['auto', 'default'],
  ['default', 'default'],
  ['flex', 'flex'],
  ['fast', 'priority'],
  ['priority', 'priority'],
])('service_tier %s is served as %s, plain and in every chunk', async (service_tier, served) => {
  const plain = await answerTo({ model: 'gpt-4o', service_tier }, { content: 'Hi' })
  const streamed = await answerTo({ model: 'gpt-4o', service_tier, stream: true }, { content: 'Hi' })

  expect(JSON.parse(plain.text).service_tier).toBe(served)
  expect(chunksIn(streamed.text).map((chunk) => JSON.parse(chunk).service_tier)).toEqual([served, served, served])
})

test.each([{ store: true }, { metadata: { topic: 'x' } }, { store: true, metadata: { topic: 'x' } }, { user: 'u' }])(
  '%j is no part of the answer',
  async (more) => {
    const { text } = await answerTo({ model: 'gpt-4o', ...more }, { content: 'Hi' })

    expect(Object.keys(JSON.parse(text))).toEqual(usual)
  },
)

const chunksIn = (text: string): readonly string[] =>
  text
    .split('\n\n')
    .filter((event) => event !== '' && event !== 'data: [DONE]')
    .map((event) => event.slice('data: '.length))

const head =
  '"id":"ID","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o-2024-08-06","service_tier":"default","system_fingerprint":"fp_a288987b44"'

/** An event about choice 0: its delta, why it ends, its logprobs. */
const event = (delta: string, finish = 'null', logprobs = 'null', rest = ''): string =>
  `{${head},"choices":[{"index":0,"delta":${delta},"logprobs":${logprobs},"finish_reason":${finish}}]${rest}}`

const role = '{"role":"assistant","content":"","refusal":null}'
const tools = [
  { type: 'function', function: { name: 'f' } },
  { type: 'function', function: { name: 'g' } },
  { type: 'custom', custom: { name: 'c' } },
]
const called = (index: number, name: string): string =>
  `{"index":${index},"id":"CALL","type":"function","function":{"name":"${name}","arguments":""}}`
const argument = (index: number, text: string): string =>
  `{"tool_calls":[{"index":${index},"function":{"arguments":${JSON.stringify(text)}}}]}`
const token = (name: string, logprob: number): string =>
  `{"token":"${name}","logprob":${logprob},"bytes":[${Array.from(name, (each) => each.charCodeAt(0)).join(',')}],"top_logprobs":[]}`
const no = { token: 'No', logprob: -0.25, bytes: [78, 111], top_logprobs: [] }

test.each<readonly [string, JsonObject, JsonObject, readonly string[]]>([
  [
    'text',
    {},
    { content: 'The cat' },
    [event(role), event('{"content":"The"}'), event('{"content":" cat"}'), event('{}', '"stop"')],
  ],
  [
    'a length',
    {},
    { content: 'The', finish_reason: 'length' },
    [event(role), event('{"content":"The"}'), event('{}', '"length"')],
  ],
  [
    'what the filter broke off',
    {},
    { content: 'The', finish_reason: 'content_filter' },
    [event(role), event('{"content":"The"}'), event('{}', '"content_filter"')],
  ],
  [
    'what the filter let nothing of through',
    {},
    { content: null, finish_reason: 'content_filter' },
    [event('{"role":"assistant","content":null,"refusal":null}'), event('{}', '"content_filter"')],
  ],
  [
    'one call',
    { tools },
    { tool_calls: [{ name: 'f', arguments: {} }] },
    [
      event(`{"role":"assistant","content":null,"tool_calls":[${called(0, 'f')}],"refusal":null}`),
      event(argument(0, '{}')),
      event('{}', '"tool_calls"'),
    ],
  ],
  [
    'several calls',
    { tools },
    {
      tool_calls: [
        { name: 'f', arguments: {} },
        { name: 'g', arguments: {} },
      ],
    },
    [
      event('{"role":"assistant","content":null}'),
      event(`{"tool_calls":[${called(0, 'f')}]}`),
      event(argument(0, '{}')),
      event(`{"tool_calls":[${called(1, 'g')}]}`),
      event(argument(1, '{}')),
      event('{}', '"tool_calls"'),
    ],
  ],
  [
    'text and a call',
    { tools },
    { content: 'The', tool_calls: [{ name: 'f', arguments: {} }] },
    [
      event(role),
      event('{"content":"The"}'),
      event(`{"tool_calls":[${called(0, 'f')}]}`),
      event(argument(0, '{}')),
      event('{}', '"tool_calls"'),
    ],
  ],
  [
    'a custom call',
    { tools },
    { tool_calls: [{ name: 'c', input: 'ls' }] },
    [
      event(
        '{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"CALL","type":"custom","custom":{"name":"c","input":""}}],"refusal":null}',
      ),
      event('{"tool_calls":[{"index":0,"custom":{"input":"ls"}}]}'),
      event('{}', '"tool_calls"'),
    ],
  ],
  [
    'a function call',
    { functions: [{ name: 'f' }] },
    { function_call: { name: 'f', arguments: {} } },
    [
      event('{"role":"assistant","content":null,"function_call":{"name":"f","arguments":""}}'),
      event('{"function_call":{"arguments":"{}"}}'),
      event('{}', '"function_call"'),
    ],
  ],
  [
    'a refusal',
    {},
    { refusal: 'No way' },
    [
      event('{"role":"assistant","content":null,"refusal":""}'),
      event('{"refusal":"No"}'),
      event('{"refusal":" way"}'),
      event('{}', '"stop"'),
    ],
  ],
  [
    'logprobs',
    { logprobs: true },
    { content: 'No', logprobs: { content: [no], refusal: null } },
    [
      event(role, 'null', '{"content":[],"refusal":null}'),
      event('{"content":"No"}', 'null', `{"content":[${token('No', -0.25)}],"refusal":null}`),
      event('{}', '"stop"'),
    ],
  ],
  [
    'logprobs of a refusal',
    { logprobs: true },
    { refusal: 'No', logprobs: { content: null, refusal: [no] } },
    [
      event('{"role":"assistant","content":null,"refusal":""}', 'null', '{"content":null,"refusal":[]}'),
      event('{"refusal":"No"}', 'null', `{"content":null,"refusal":[${token('No', -0.25)}]}`),
      event('{}', '"stop"'),
    ],
  ],
  [
    'two choices',
    { n: 2 },
    { choices: [{ content: 'The cat' }, { content: 'No' }] },
    [
      event(role),
      event(role).replace('"index":0', '"index":1'),
      event('{"content":"The"}'),
      event('{"content":"No"}').replace('"index":0', '"index":1'),
      event('{"content":" cat"}'),
      event('{}', '"stop"').replace('"index":0', '"index":1'),
      event('{}', '"stop"'),
    ],
  ],
  [
    'usage',
    { stream_options: { include_usage: true, include_obfuscation: false } },
    { content: 'No', usage: { prompt_tokens: 1, completion_tokens: 2 } },
    [
      event(role, 'null', 'null', ',"usage":null'),
      event('{"content":"No"}', 'null', 'null', ',"usage":null'),
      event('{}', '"stop"', 'null', ',"usage":null'),
      `{${head},"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}}`,
    ],
  ],
])('a stream of %s is the events of the service', async (_what, request, reply, events) => {
  const options = { stream: true, stream_options: { include_obfuscation: false } }

  const { text } = await answerTo({ model: 'gpt-4o', ...options, ...request }, reply)

  expect(text).toBe([...events, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''))
})

test('a verdict of moderation follows the usage', async () => {
  const side = { type: 'error', code: 'unavailable', message: 'Later.' }
  const request = { model: 'gpt-4o', stream: true, stream_options: { include_usage: true, include_obfuscation: false } }
  const reply = { content: 'No', moderation: { input: side, output: side } }

  const { text } = await answerTo(request, reply)

  expect(chunksIn(text).at(-1)).toBe(
    `{${head},"choices":[],"moderation":{"input":${JSON.stringify(side)},"output":${JSON.stringify(side)}},"usage":null}`,
  )
})

test('reasoning models have no logprobs in their chunks', async () => {
  const { text } = await answerTo({ model: 'gpt-5', stream: true }, { content: 'No' })

  expect(text).not.toContain('logprobs')
})

test('chunks are padded to a length, in bytes, that is one more than a multiple of sixteen', async () => {
  const { text } = await answerTo(
    { model: 'gpt-4o', stream: true, stream_options: { include_usage: true } },
    { content: 'Ünï 🙂 “quoted” \\ text' },
  )

  const chunks = chunksIn(text.replaceAll('"ID"', `"chatcmpl-${'x'.repeat(29)}"`))
  expect(chunks.map((chunk) => Buffer.byteLength(chunk) % 16)).toEqual(chunks.map(() => 1))
  expect(chunks.every((chunk) => /,"obfuscation":"[A-Za-z0-9]{0,15}"\}$/.test(chunk))).toBe(true)
})

test.each([
  [false, 'application/json'],
  [true, 'text/event-stream; charset=utf-8'],
])('the headers of an answer (stream: %s) are the service’s', async (stream, type) => {
  const { response } = await answerTo({ model: 'gpt-4o', stream }, { content: 'Hi' })

  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': type,
    'access-control-expose-headers': 'X-Request-ID',
    'openai-organization': expect.any(String),
    'openai-processing-ms': expect.stringMatching(/^\d+$/),
    'openai-project': expect.stringMatching(/^proj_[A-Za-z0-9]{24}$/),
    'openai-version': '2020-10-01',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/^req_[0-9a-f]{32}$/),
    'x-ratelimit-remaining-requests': expect.stringMatching(/^\d+$/),
    'x-ratelimit-reset-tokens': expect.stringMatching(/^\d+m?s$/),
  })
})
