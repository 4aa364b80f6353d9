import OpenAI, { AuthenticationError, BadRequestError, NotFoundError, RateLimitError } from 'openai'
import { zodFunction, zodResponseFormat } from 'openai/helpers/zod'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createCuecard, type Cuecard } from '../../../src/cuecard.ts'
import { doors, openDoor, type Door } from '../../support/doors.ts'

const clientOf = async (
  door: Door,
  cuecard: Cuecard = createCuecard(),
  options: { apiKey?: string } = {},
): Promise<OpenAI> => new OpenAI({ apiKey: 'sk-test', ...options, ...(await openDoor(door, cuecard)) })

const ask = (content: string): { model: string; messages: { role: 'user'; content: string }[] } => ({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content }],
})

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Current weather for a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
      required: ['city', 'unit'],
      additionalProperties: false,
    },
    strict: true,
  },
} as const

const functionCallOf = (
  message: OpenAI.ChatCompletionMessage | undefined,
): OpenAI.ChatCompletionMessageFunctionToolCall => {
  const call = message?.tool_calls?.[0]
  if (call?.type !== 'function') throw new TypeError('the message calls no function')
  return call
}

describe.each(doors)('the openai package through %s', (door) => {
  test('creates a completion with text, usage and a request id', async () => {
    const client = await clientOf(door)

    const completion = await client.chat.completions.create(ask('Tell me about lighthouses.'))

    expect(completion).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-[A-Za-z0-9]{29}$/),
      object: 'chat.completion',
      model: 'gpt-4o-mini-2024-07-18',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', refusal: null, annotations: [] },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
    })
    expect(completion.choices[0]?.message.content).toMatch(/lighthouse/i)
    expect(completion.usage?.total_tokens).toBe(
      (completion.usage?.prompt_tokens ?? 0) + (completion.usage?.completion_tokens ?? 0),
    )
    expect(completion._request_id).toMatch(/^req_[0-9a-f]{32}$/)
  })

  test('gets as many different choices as n', async () => {
    const client = await clientOf(door)

    const { choices } = await client.chat.completions.create({ ...ask('Name a colour.'), n: 3 })

    expect(choices.map((choice) => choice.index)).toEqual([0, 1, 2])
    expect(new Set(choices.map((choice) => choice.message.content)).size).toBe(3)
  })

  test('streams the very completion that a plain call gets', async () => {
    const client = await clientOf(door)
    const plain = await client.chat.completions.create({ ...ask('Tell me about rivers.'), n: 2 })

    const stream = client.chat.completions.stream({
      ...ask('Tell me about rivers.'),
      n: 2,
      stream_options: { include_usage: true },
    })
    const final = await stream.finalChatCompletion()

    expect(final.choices.map((choice) => choice.message.content)).toEqual(
      plain.choices.map((choice) => choice.message.content),
    )
    expect(final.usage).toEqual(plain.usage)
  })

  test('runs tools until the answer is text', async () => {
    const client = await clientOf(door)
    const asked: unknown[] = []

    const runner = client.chat.completions.runTools({
      ...ask('What is the weather in Paris?'),
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: 'Current weather for a city',
            parameters: structuredClone<Record<string, unknown>>(weather.function.parameters),
            parse: (text: string): unknown => JSON.parse(text),
            function: (input: unknown) => {
              asked.push(input)
              return 'sunny'
            },
          },
        },
      ],
    })
    const content = await runner.finalContent()

    expect(asked).toEqual([{ city: expect.any(String), unit: expect.stringMatching(/^(celsius|fahrenheit)$/) }])
    expect(content).toEqual(expect.any(String))
  })

  test('parses structured output into the zod type', async () => {
    const client = await clientOf(door)
    const Event = z.object({
      name: z.string(),
      day: z.enum(['monday', 'friday']),
      guests: z.array(z.object({ name: z.string(), age: z.number().nullable() })),
    })

    const completion = await client.chat.completions.parse({
      ...ask('Alice and Bob go to a science fair on Friday.'),
      response_format: zodResponseFormat(Event, 'event'),
    })

    expect(Event.safeParse(completion.choices[0]?.message.parsed).success).toBe(true)
  })

  test('parses the arguments of a required zod tool', async () => {
    const client = await clientOf(door)
    const Query = z.object({ table: z.string(), limit: z.int() })

    const completion = await client.chat.completions.parse({
      ...ask('Look up my orders.'),
      tools: [zodFunction({ name: 'query', parameters: Query })],
      tool_choice: 'required',
    })

    const call = functionCallOf(completion.choices[0]?.message)
    expect(completion.choices[0]?.finish_reason).toBe('tool_calls')
    expect(call.id).toMatch(/^call_[A-Za-z0-9]{24}$/)
    expect(Query.safeParse(JSON.parse(call.function.arguments)).success).toBe(true)
  })

  test('joins streamed tool calls', async () => {
    const client = await clientOf(door)
    const done: unknown[] = []

    const stream = client.chat.completions.stream({
      ...ask('Weather in Oslo?'),
      tools: [weather],
      tool_choice: 'required',
    })
    stream.on('tool_calls.function.arguments.done', (event) => done.push(event.name))
    const final = await stream.finalChatCompletion()

    expect(done).toEqual(['get_weather'])
    expect(JSON.parse(functionCallOf(final.choices[0]?.message).function.arguments)).toMatchObject({
      city: expect.any(String),
    })
  })

  test('throws AuthenticationError for a wrong key', async () => {
    const client = await clientOf(door, createCuecard({ auth: { keys: ['sk-right'] } }), {
      apiKey: 'sk-not-a-real-key',
    })

    const error = await client.chat.completions.create(ask('hi')).catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error).toMatchObject({
      status: 401,
      code: 'invalid_api_key',
      message:
        '401 Incorrect API key provided: sk-not-a*****-key. You can find your API key at https://platform.openai.com/account/api-keys.',
    })
  })

  test('retries a RateLimitError and then succeeds', async () => {
    const cuecard = createCuecard({
      scenarios: [
        {
          cuecard: 1,
          cues: [
            {
              sequence: [
                { error: 'rate_limited', retry_after: '5ms', times: 2 },
                { reply: { content: 'Third time lucky.' } },
              ],
            },
          ],
        },
      ],
    })
    const client = await clientOf(door, cuecard)

    const completion = await client.chat.completions.create(ask('flaky'))

    expect(completion.choices[0]?.message.content).toBe('Third time lucky.')
    expect(cuecard.calls.map((call) => call.status)).toEqual([429, 429, 200])
  })

  test('throws RateLimitError with the headers of the service when retries are spent', async () => {
    const cuecard = createCuecard({
      scenarios: [{ cuecard: 1, cues: [{ error: 'rate_limited', retry_after: '20s' }] }],
    })
    const client = await clientOf(door, cuecard)

    const error = await client.chat.completions.create(ask('hi'), { maxRetries: 0 }).catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(RateLimitError)
    expect(error).toMatchObject({ status: 429, type: 'requests', code: 'rate_limit_exceeded' })
    const { headers } = error as InstanceType<typeof RateLimitError> // checked two lines above
    expect(headers.get('retry-after')).toBe('20')
    expect(headers.get('retry-after-ms')).toBe('20000')
    expect(headers.get('x-ratelimit-remaining-requests')).toBe('0')
  })

  test('throws BadRequestError that names the parameter', async () => {
    const client = await clientOf(door)

    const error = await client.chat.completions
      .create({ ...ask('hi'), temperature: 2.5 })
      .catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(BadRequestError)
    expect(error).toMatchObject({
      status: 400,
      param: 'temperature',
      code: 'decimal_above_max_value',
      message: "400 Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
    })
  })

  test('throws NotFoundError that says what to call instead of the Responses API', async () => {
    const client = await clientOf(door)

    const error = await client.responses.create({ model: 'gpt-4o', input: 'hi' }).catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ message: expect.stringContaining('chat.completions') })
  })

  test('lists models and finds one', async () => {
    const client = await clientOf(door)

    const ids = (await client.models.list()).data.map((model) => model.id)

    expect(ids).toContain('gpt-4o')
    expect(await client.models.retrieve('gpt-4o')).toMatchObject({ id: 'gpt-4o', object: 'model' })
  })

  test('stops a stream when the client goes away', async () => {
    const cuecard = createCuecard({ pace: { inter_token_latency: 1_000 } })
    const client = await clientOf(door, cuecard)

    const stream = await client.chat.completions.create({ ...ask('A long story, please.'), stream: true })
    for await (const chunk of stream) if (chunk.choices[0]?.delta.role === 'assistant') break

    await expect.poll(() => cuecard.calls.at(-1)?.outcome?.end).toBe('aborted')
  })
})
