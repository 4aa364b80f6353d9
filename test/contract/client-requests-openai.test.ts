import OpenAI from 'openai'
import { zodFunction, zodResponseFormat } from 'openai/helpers/zod'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { asked, bodies, small, weather, type Message } from './client-requests-openai.data.ts'
import { sentBy, type Cases } from './client-requests.ts'

type Answer = OpenAI.ChatCompletion

const Person = z.object({
  name: z.string().describe('Full name'),
  nick: z.string().nullable().optional(),
  age: z.int().nullable(),
  born: z.iso.date(),
  mood: z.enum(['good', 'bad']),
  tags: z.array(z.string()).max(3),
  pet: z.union([z.object({ kind: z.literal('cat'), lives: z.number() }), z.object({ kind: z.literal('dog') })]),
  get friends() {
    return z.array(Person)
  },
})

/** What the package's helpers make of schemas and functions. */
const cases: Cases<OpenAI> = {
  'parses structured output': (client) =>
    client.chat.completions.parse({ ...small, response_format: zodResponseFormat(Person, 'person') }),
  'parses arguments': (client) =>
    client.chat.completions.parse({ ...small, tools: [zodFunction({ name: 'save', parameters: Person })] }),
  'streams to a listener': (client) => client.chat.completions.stream(small).finalChatCompletion(),
  'streams a parsed answer': (client) =>
    client.chat.completions.stream({ ...small, response_format: zodResponseFormat(Person, 'person') }).done(),
  'runs tools to the end': (client) =>
    client.chat.completions
      .runTools({ ...small, messages: [asked], tools: [runnable()] }, { maxChatCompletions: 4 })
      .done(),
  'runs tools over streams': (client) =>
    client.chat.completions
      .runTools({ ...small, stream: true, messages: [asked], tools: [runnable()] }, { maxChatCompletions: 4 })
      .done(),
  'sends answers back as they came': async (client) => {
    const messages: Message[] = [asked]
    for (const tool_choice of ['required', 'auto'] as const) {
      const answer: Answer = await client.chat.completions.create({ ...small, messages, tools: [weather], tool_choice })
      const message = answer.choices[0]!.message
      messages.push(message)
      for (const call of message.tool_calls ?? [])
        messages.push({ role: 'tool', tool_call_id: call.id, content: 'sunny' })
    }
    await client.chat.completions.create({ ...small, messages: [...messages, asked] })
  },
}

const runnable = () =>
  ({
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'Current weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
      parse: JSON.parse,
      function: ({ city }: { city: string }) => `sunny in ${city}`,
    },
  }) as const

const clientOf = (fetch: typeof globalThis.fetch): OpenAI => new OpenAI({ apiKey: 'sk-test', maxRetries: 0, fetch })

test.each(Object.entries(bodies))('%s is accepted', async (_name, body) => {
  const { bodies, refusals } = await sentBy((fetch) => clientOf(fetch).chat.completions.create(body))

  expect({ count: bodies.length, refusals }).toEqual({ count: 1, refusals: [] })
})

test.each(Object.entries(bodies))('%s is accepted over a stream', async (_name, body) => {
  const { refusals } = await sentBy(async (fetch) => {
    const stream_options = { include_usage: true, include_obfuscation: false }
    const stream = await clientOf(fetch).chat.completions.create({ ...body, stream: true, stream_options })
    for await (const _chunk of stream);
  })

  expect(refusals).toEqual([])
})

test.each(Object.entries(cases))('a client that %s is accepted', async (_name, act) => {
  const { bodies, refusals } = await sentBy((fetch) => act(clientOf(fetch)))

  expect(bodies).not.toEqual([])
  expect(refusals).toEqual([])
})
