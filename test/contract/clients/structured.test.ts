import { createOpenAI } from '@ai-sdk/openai'
import { ChatOpenAI } from '@langchain/openai'
import { generateText, Output, streamText, type LanguageModel } from 'ai'
import OpenAI from 'openai'
import { zodFunction, zodResponseFormat } from 'openai/helpers/zod'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createCuecard } from '../../../src/cuecard.ts'
import { doors, openDoor, type Door } from '../../support/doors.ts'

const Order = z.object({
  id: z.uuid(),
  status: z.enum(['open', 'paid', 'void']),
  note: z.string().nullable(),
  total: z.number().min(0),
  placed: z.iso.datetime(),
  payment: z.union([
    z.object({ kind: z.literal('card'), last4: z.string().regex(/^\d{4}$/) }),
    z.object({ kind: z.literal('transfer'), reference: z.string() }),
  ]),
  lines: z
    .array(z.object({ sku: z.string(), quantity: z.int(), sizes: z.array(z.array(z.enum(['s', 'm', 'l']))) }))
    .min(1),
  customer: z.object({ name: z.string(), email: z.email(), tags: z.array(z.string()).max(3) }),
})

/** A schema that refers to itself. */
const Node = z.object({
  label: z.string(),
  get children() {
    return z.array(Node)
  },
})

const prompt = 'An order for Ada, please.'
const messages = [{ role: 'user' as const, content: prompt }]
const model = 'gpt-4o-mini'

const openaiOf = async (door: Door): Promise<OpenAI> =>
  new OpenAI({ apiKey: 'sk-test', ...(await openDoor(door, createCuecard())) })
const aiOf = async (door: Door): Promise<LanguageModel> =>
  createOpenAI({ apiKey: 'sk-test', ...(await openDoor(door, createCuecard())) }).chat(model)
const langchainOf = async (door: Door): Promise<ChatOpenAI> =>
  new ChatOpenAI({
    model,
    apiKey: 'sk-test',
    useResponsesApi: false,
    configuration: await openDoor(door, createCuecard()),
  })

describe.each(doors)('unprepared structured output through %s', (door) => {
  test.each([
    ['enums, unions, nullable members, formats and nested arrays', Order],
    ['a schema that refers to itself', Node],
  ])('openai parses %s', async (_what, schema) => {
    const client = await openaiOf(door)

    const { choices } = await client.chat.completions.parse({
      model,
      messages,
      n: 3,
      response_format: zodResponseFormat(schema, 'answer'),
    })

    for (const { message } of choices) expect(schema.safeParse(message.parsed).error).toBeUndefined()
    expect(new Set(choices.map(({ message }) => message.content)).size).toBe(3)
  })

  test('openai parses what is streamed as what is not', async () => {
    const client = await openaiOf(door)
    const response_format = zodResponseFormat(Order, 'order')
    const plain = await client.chat.completions.parse({ model, messages, response_format })

    const stream = client.chat.completions.stream({ model, messages, response_format })
    const final = await stream.finalChatCompletion()

    expect(final.choices[0]?.message.parsed).toEqual(plain.choices[0]?.message.parsed)
    expect(Order.safeParse(final.choices[0]?.message.parsed).error).toBeUndefined()
  })

  test('openai parses the arguments of several zod functions, plain and streamed', async () => {
    const client = await openaiOf(door)
    const Place = z.object({ city: z.string(), unit: z.enum(['celsius', 'fahrenheit']), days: z.int().nullable() })
    const body = {
      model,
      messages: [{ role: 'user' as const, content: 'The weather in Paris and Tokyo in celsius?' }],
      tools: [zodFunction({ name: 'get_weather', parameters: Place })],
    }

    const plain = await client.chat.completions.parse(body)
    const streamed = await client.chat.completions.stream(body).finalChatCompletion()

    for (const { choices } of [plain, streamed])
      expect(
        choices[0]?.message.tool_calls?.map((call) => call.type === 'function' && call.function.parsed_arguments),
      ).toMatchObject([
        { city: 'Paris', unit: 'celsius' },
        { city: 'Tokyo', unit: 'celsius' },
      ])
  })

  test.each([
    ['an object', Output.object({ schema: Order }), Order],
    ['a list', Output.array({ element: Order }), z.array(Order)],
    ['a choice', Output.choice({ options: ['sunny', 'rainy'] }), z.enum(['sunny', 'rainy'])],
  ] as const)('ai generates and streams %s', async (_what, output, schema) => {
    const open = await aiOf(door)

    const plain = await generateText({ model: open, prompt, output })
    const result = streamText({ model: open, prompt, output })

    expect(schema.safeParse(plain.output).error).toBeUndefined()
    expect(await result.output).toEqual(plain.output)
  })

  test.each(['jsonSchema', 'functionCalling'] as const)('langchain gets and streams an order by %s', async (method) => {
    const asked = (await langchainOf(door)).withStructuredOutput(Order, { name: 'order', method })

    const plain = await asked.invoke(prompt)
    const pieces: unknown[] = []
    for await (const piece of await asked.stream(prompt)) pieces.push(piece)

    expect(Order.safeParse(plain).error).toBeUndefined()
    expect(pieces.at(-1)).toEqual(plain)
  })

  test('langchain gets JSON by the members that the prompt names', async () => {
    const Answer = z.object({ title: z.string(), mood: z.string() })
    const asked = (await langchainOf(door)).withStructuredOutput(Answer, { method: 'jsonMode' })

    const answer = await asked.invoke('A song as JSON with the keys "title" and "mood".')

    expect(Answer.safeParse(answer).error).toBeUndefined()
  })
})
