import { ChatOpenAI } from '@langchain/openai'
import { tool } from '@langchain/core/tools'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createCuecard } from '../../../src/cuecard.ts'
import { doors, openDoor, type Door } from '../../support/doors.ts'

const open = async (door: Door): Promise<ChatOpenAI> =>
  new ChatOpenAI({
    model: 'gpt-4o-mini',
    apiKey: 'sk-test',
    useResponsesApi: false,
    configuration: await openDoor(door, createCuecard()),
  })

const weather = tool(({ city }) => `sunny in ${city}`, {
  name: 'get_weather',
  description: 'Current weather for a city',
  schema: z.object({ city: z.string() }),
})

describe.each(doors)('@langchain/openai through %s', (door) => {
  test('invokes', async () => {
    const model = await open(door)

    const message = await model.invoke('Tell me about bridges.')

    expect(message.text).toMatch(/bridge/i)
    expect(message.usage_metadata).toMatchObject({ total_tokens: expect.any(Number) })
  })

  test('streams the text that a plain call gets', async () => {
    const model = await open(door)
    const plain = await model.invoke('Tell me about bridges.')

    let text = ''
    for await (const chunk of await model.stream('Tell me about bridges.')) text += chunk.text

    expect(text).toBe(plain.text)
  })

  test('calls bound tools with arguments that their schema accepts', async () => {
    const model = (await open(door)).bindTools([weather], { tool_choice: 'any' })

    const { tool_calls: calls } = await model.invoke('What is the weather in Lima?')

    expect(calls).toEqual([
      {
        name: 'get_weather',
        args: { city: expect.any(String) },
        id: expect.stringMatching(/^call_/),
        type: 'tool_call',
      },
    ])
  })

  test.each(['jsonSchema', 'functionCalling'] as const)('gets structured output by %s', async (method) => {
    const Person = z.object({ name: z.string(), age: z.number().nullable(), tags: z.array(z.enum(['a', 'b'])) })
    const model = (await open(door)).withStructuredOutput(Person, { name: 'person', method })

    const person = await model.invoke('Describe a person.')

    expect(Person.safeParse(person).success).toBe(true)
  })
})
