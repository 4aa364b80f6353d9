import { setupServer } from 'msw/node'
import OpenAI, { AuthenticationError } from 'openai'
import { expect, onTestFinished, test } from 'vitest'
import { handlers } from '../../src/adapters/msw.ts'
import { listen } from '../../src/adapters/node.ts'
import { createCuecard } from '../../src/cuecard.ts'
import type { CuecardOptions, ScenarioObject } from '../../src/options.ts'

const ask = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Hello!' }] }

const heads: readonly (readonly [string, readonly string[]])[] = [
  ['/v1', ['id', 'object', 'created', 'model', 'choices', 'usage', 'service_tier', 'system_fingerprint']],
  ['/openai-classic/v1', ['id', 'object', 'created', 'choices', 'usage']],
  ['/reseller/v1', ['id', 'object', 'created', 'choices', 'usage']],
  ['/gateway/v1', ['id', 'created', 'model', 'object', 'usage', 'choices']],
]

test('all dialects answer on one port, each in its own shape', async () => {
  const listener = await listen(createCuecard(), { port: 0 })
  onTestFinished(() => listener.close())

  const answers = await Promise.all(
    heads.map(async ([path]) => {
      const response = await fetch(`${listener.url}${path}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sk-test' },
        body: JSON.stringify(ask),
      })
      return [path, Object.keys(Object(await response.json()))]
    }),
  )

  expect(answers).toEqual(heads)
})

test('in msw a dialect answers where its base URL is said to be', async () => {
  const server = setupServer(...handlers(createCuecard(), { baseUrls: { gateway: 'https://gw.example/v1' } }))
  server.listen({ onUnhandledFrame: 'error' })
  onTestFinished(() => server.close())
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: 'https://gw.example/v1' })

  const completion = await client.chat.completions.create(ask)

  expect(completion).toEqual({
    id: expect.any(String),
    created: expect.any(Number),
    model: 'gpt-4o-2024-08-06',
    object: 'chat.completion',
    usage: {
      completion_tokens: expect.any(Number),
      prompt_tokens: expect.any(Number),
      total_tokens: expect.any(Number),
      total_time: expect.any(Number),
    },
    choices: [{ finish_reason: 'stop', index: 0, message: { role: 'assistant', content: expect.any(String) } }],
  })
})

const dialects = ['reseller', 'openai-classic', 'gateway'] as const
const clientOf = (dialect: (typeof dialects)[number], options: CuecardOptions = {}): OpenAI =>
  new OpenAI({
    apiKey: 'sk-test',
    baseURL: 'http://localhost/v1',
    fetch: createCuecard({ dialect, ...options }).fetch,
    maxRetries: 0,
  })

test.each(dialects)('the openai package reads the stream of %s as it reads its answer', async (dialect) => {
  const whole = await clientOf(dialect).chat.completions.create({ ...ask, n: 2 })

  const stream = clientOf(dialect).chat.completions.stream({ ...ask, n: 2, stream_options: { include_usage: true } })
  const joined = await stream.finalChatCompletion()

  expect(textsOf(joined)).toEqual(textsOf(whole))
  expect(joined.usage?.total_tokens).toBe(whole.usage?.total_tokens)
})

test.each(dialects)('the openai package runs tools in %s, plain and streamed', async (dialect) => {
  const { completions } = clientOf(dialect, { onUnmatched: 'error', scenarios: [umbrella] }).chat

  const plain = await completions.runTools({ ...ask, tools: [runnable] }).finalContent()
  const streamed = await completions.runTools({ ...ask, tools: [runnable], stream: true }).finalContent()

  expect([plain, streamed]).toEqual(['Take an umbrella.', 'Take an umbrella.'])
})

test('the openai package knows a gateway’s refusal', async () => {
  const refused = clientOf('gateway', { auth: { keys: ['sk-other'] } }).chat.completions.create(ask)

  await expect(refused).rejects.toBeInstanceOf(AuthenticationError)
})

const textsOf = ({ choices }: OpenAI.ChatCompletion): readonly (string | null)[] =>
  choices.map(({ message }) => message.content)

const runnable = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'Current weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
    parse: JSON.parse,
    function: () => 'Rain',
  },
}

const umbrella: ScenarioObject = {
  cuecard: 1,
  cues: [
    { when: { last: 'user' }, reply: { tool_calls: [{ name: 'get_weather', arguments: { city: 'Paris' } }] } },
    { when: { last: 'tool', tool: 'Rain' }, reply: { content: 'Take an umbrella.' } },
  ],
}
