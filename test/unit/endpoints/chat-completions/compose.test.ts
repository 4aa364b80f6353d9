import { expect, test } from 'vitest'
import { compose } from '../../../../src/endpoints/chat-completions/compose.ts'
import { answerTo } from '../../../support/compose.ts'
import { fakeCall, fakeContext } from '../../../support/fake-context.ts'

const ask = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Say hello' }] }

test('a canned text becomes a whole completion, its members in wire order', async () => {
  const { completion } = await answerTo(ask, { content: 'Hello there you' })

  expect(JSON.stringify(completion)).toBe(
    JSON.stringify({
      id: completion.id,
      object: 'chat.completion',
      created: 1_700_000_000,
      model: 'gpt-4o-2024-08-06',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Hello there you', refusal: null, annotations: [] },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: {
        prompt_tokens: 9,
        completion_tokens: 3,
        total_tokens: 12,
        prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
        completion_tokens_details: {
          reasoning_tokens: 0,
          audio_tokens: 0,
          accepted_prediction_tokens: 0,
          rejected_prediction_tokens: 0,
        },
      },
      service_tier: 'default',
      system_fingerprint: 'fp_a288987b44',
    }),
  )
  expect(completion.id).toMatch(/^chatcmpl-[A-Za-z0-9]{29}$/)
})

test('an empty draft is made up from the request, the same for the same seed', async () => {
  const first = await answerTo(ask)
  const again = await answerTo(ask)
  const other = await answerTo(ask, {}, { generate: { seed: 7 } })

  expect(first.completion.choices[0]?.message.content).toMatch(/^Number \d+ says: Say hello$/)
  expect(again.completion).toEqual(first.completion)
  expect(other.completion.choices[0]?.message.content).not.toBe(first.completion.choices[0]?.message.content)
})

test('the first of n choices is canned, the others are made up and differ', async () => {
  const { completion } = await answerTo({ ...ask, n: 3 }, { content: 'Canned' })

  const texts = completion.choices.map(({ message }) => message.content)
  expect(texts[0]).toBe('Canned')
  expect(new Set(texts).size).toBe(3)
  expect(completion.choices.map(({ index }) => index)).toEqual([0, 1, 2])
  expect(completion.usage.completion_tokens).toBe(1 + 5 + 5)
})

test('choices that a maker would give the same text get different ones', async () => {
  const maker = async () => ({
    text: ({ seed }: { seed: number }) => `one of four: ${seed % 4}`,
    value: () => ({ value: {} }),
    logprobs: () => [],
  })

  const { completion } = await answerTo({ ...ask, n: 3 }, {}, { context: { maker } })

  expect(new Set(completion.choices.map(({ message }) => message.content)).size).toBe(3)
})

test('more choices than n are not sent, and the author is told', async () => {
  const { completion, warnings } = await answerTo(ask, { choices: [{ content: 'Red' }, { content: 'Green' }] })

  expect(completion.choices.map(({ message }) => message.content)).toEqual(['Red'])
  expect(warnings).toEqual(['the reply has 2 choices, but the request asks for 1; the others are not sent'])
})

test('each choice has its own finish reason; an open one is made up', async () => {
  const { completion } = await answerTo(
    { ...ask, n: 3 },
    { choices: [{ content: 'Red', finish_reason: 'length' }, { finish_reason: 'content_filter' }, { content: null }] },
  )

  expect(completion.choices.map(({ finish_reason }) => finish_reason)).toEqual(['length', 'content_filter', 'stop'])
  expect(completion.choices[1]?.message.content).toMatch(/^Number/)
  expect(completion.choices[2]?.message.content).toBeNull()
})

test('a refusal takes the place of content', async () => {
  const { completion } = await answerTo(ask, { refusal: 'I cannot.' })

  expect(completion.choices[0]).toEqual({
    index: 0,
    message: { role: 'assistant', content: null, refusal: 'I cannot.', annotations: [] },
    logprobs: null,
    finish_reason: 'stop',
  })
})

test('the envelope is what the draft says where it says something', async () => {
  const draft = {
    content: 'Hi',
    id: 'chatcmpl-mine',
    created: 5,
    model: 'mine',
    system_fingerprint: null,
    service_tier: 'flex',
    usage: { prompt_tokens: 100, prompt_tokens_details: { cached_tokens: 64 } },
    moderation: { input: {} },
    metadata: { topic: 'greeting' },
  }

  const { completion } = await answerTo(ask, draft)

  expect(Object.keys(completion)).toEqual([
    'id',
    'object',
    'created',
    'model',
    'choices',
    'moderation',
    'usage',
    'service_tier',
    'system_fingerprint',
    'metadata',
  ])
  expect(completion).toMatchObject({
    id: 'chatcmpl-mine',
    created: 5,
    model: 'mine',
    system_fingerprint: null,
    service_tier: 'flex',
    usage: {
      prompt_tokens: 100,
      completion_tokens: 1,
      total_tokens: 101,
      prompt_tokens_details: { cached_tokens: 64, audio_tokens: 0 },
    },
    moderation: { input: {} },
    metadata: { topic: 'greeting' },
  })
})

test.each([
  [undefined, 'default'],
  ['auto', 'default'],
  ['flex', 'flex'],
  ['fast', 'priority'],
  ['priority', 'priority'],
])('service tier %s is served as %s', async (service_tier, expected) => {
  const { completion } = await answerTo({ ...ask, service_tier }, { content: 'Hi' })

  expect(completion.service_tier).toBe(expected)
})

test('models differ in what they leave out: logprobs while reasoning, the tier on search models', async () => {
  const reasoning = await answerTo({ ...ask, model: 'gpt-5' }, { content: 'Hi' })
  const search = await answerTo({ ...ask, model: 'gpt-4o-search-preview' }, { content: 'Hi' })

  expect(reasoning.completion.choices[0]).not.toHaveProperty('logprobs')
  expect(reasoning.completion.system_fingerprint).toBeNull()
  expect(search.completion).not.toHaveProperty('service_tier')
  expect(search.completion.id).toMatch(/^chatcmpl-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a whole message pasted from a real answer is a draft too', async () => {
  const message = {
    role: 'assistant',
    content: 'Pasted',
    refusal: null,
    annotations: [],
    tool_calls: [],
    function_call: null,
  }

  const { completion } = await answerTo(ask, {
    choices: [{ index: 0, message, logprobs: null, finish_reason: 'length' }],
  })

  expect(completion.choices).toEqual([
    {
      index: 0,
      message: { role: 'assistant', content: 'Pasted', refusal: null, annotations: [] },
      logprobs: null,
      finish_reason: 'length',
    },
  ])
})

test('content that is a value is sent as JSON text', async () => {
  const { completion } = await answerTo(ask, { content: { steps: [1, 2] } })

  expect(completion.choices[0]?.message.content).toBe('{"steps":[1,2]}')
})

test('audio of a draft is completed', async () => {
  const { completion } = await answerTo(ask, { audio: { data: 'AAAA', transcript: 'Hi there' } })

  expect(completion.choices[0]?.message).toEqual({
    role: 'assistant',
    content: null,
    refusal: null,
    annotations: [],
    audio: {
      id: expect.stringMatching(/^audio_[0-9a-f]{32}$/),
      expires_at: 1_700_086_400,
      data: 'AAAA',
      transcript: 'Hi there',
    },
  })
})

test('more than two million made-up tokens and alternatives are refused at once', async () => {
  const body = { ...ask, n: 100, logprobs: true, top_logprobs: 20 }

  const composed = await compose({}, fakeCall(body), fakeContext(), { chunk: 'token', generate: { tokens: 5000 } })

  expect(composed).toMatchObject({ refusal: { status: 400, param: 'n', message: expect.stringContaining('2000000') } })
})

test.each([
  { model: 7, messages: 'x', n: -1, tools: 'x', stop: 5, response_format: 'x', stream_options: 1 },
  {
    model: 'gpt-4o',
    messages: [null, 3, { role: 'user', content: [null, 4, {}] }],
    tools: [null, {}, { function: {} }],
  },
  { model: 'gpt-4o', messages: [], tool_choice: { type: 'function' }, tools: [{ type: 'custom', custom: null }] },
  { model: '__proto__', messages: [{ role: 'assistant', tool_calls: [null, { function: { name: 3 } }] }] },
])('a body that broke its contract and was only recorded still gets an answer: %j', async (body) => {
  const { completion } = await answerTo(body)

  expect(completion.choices).toHaveLength(1)
})
