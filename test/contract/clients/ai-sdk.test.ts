import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, Output, isStepCount, streamText, tool, type LanguageModel } from 'ai'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createCuecard, type Cuecard } from '../../../src/cuecard.ts'
import { doors, openDoor, type Door } from '../../support/doors.ts'

const providers = {
  '@ai-sdk/openai': async (door: Door, cuecard: Cuecard): Promise<LanguageModel> => {
    const { baseURL, fetch } = await openDoor(door, cuecard)
    return createOpenAI({ apiKey: 'sk-test', baseURL, fetch }).chat('gpt-4o-mini')
  },
  '@ai-sdk/openai-compatible': async (door: Door, cuecard: Cuecard): Promise<LanguageModel> => {
    const { baseURL, fetch } = await openDoor(door, cuecard)
    const provider = createOpenAICompatible({
      name: 'cuecard',
      apiKey: 'sk-test',
      baseURL,
      fetch,
      supportsStructuredOutputs: true,
      includeUsage: true,
    })
    return provider('gpt-4o-mini')
  },
}

const weather = tool({
  description: 'Current weather for a city',
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => `sunny in ${city}`,
})

const Recipe = z.object({
  name: z.string(),
  difficulty: z.enum(['easy', 'hard']),
  rating: z.number().nullable(),
  steps: z.array(z.object({ title: z.string(), minutes: z.int() })),
  drink: z.union([z.object({ kind: z.literal('wine'), year: z.int() }), z.object({ kind: z.literal('water') })]),
})

const cases = doors.flatMap((door) => Object.entries(providers).map(([name, open]) => ({ door, name, open })))

describe.each(cases)('ai with $name through $door', ({ door, open }) => {
  test('generates text', async () => {
    const { text, usage, finishReason } = await generateText({
      model: await open(door, createCuecard()),
      prompt: 'Tell me about owls.',
    })

    expect(text).toMatch(/owl/i)
    expect(finishReason).toBe('stop')
    expect(usage.totalTokens).toBe((usage.inputTokens ?? 0) + (usage.outputTokens ?? 0))
  })

  test('streams the text that a plain call gets', async () => {
    const model = await open(door, createCuecard())
    const plain = await generateText({ model, prompt: 'Tell me about owls.' })

    const result = streamText({ model, prompt: 'Tell me about owls.' })
    const parts: string[] = []
    for await (const part of result.textStream) parts.push(part)

    expect(parts.length).toBeGreaterThan(3)
    expect(parts.join('')).toBe(plain.text)
    expect((await result.usage).outputTokens).toBe(plain.usage.outputTokens)
  })

  test('calls a tool, reads its result and ends in text', async () => {
    const { steps, text } = await generateText({
      model: await open(door, createCuecard()),
      prompt: 'What is the weather in Rome?',
      tools: { weather },
      stopWhen: isStepCount(5),
    })

    expect(steps.map((step) => step.finishReason)).toEqual(['tool-calls', 'stop'])
    expect(steps[0]?.toolResults[0]?.output).toMatch(/^sunny in /)
    expect(text).not.toBe('')
  })

  test('streams tool calls in several steps', async () => {
    const result = streamText({
      model: await open(door, createCuecard()),
      prompt: 'What is the weather in Rome?',
      tools: { weather },
      stopWhen: isStepCount(5),
    })

    await result.consumeStream()

    expect((await result.steps).map((step) => step.finishReason)).toEqual(['tool-calls', 'stop'])
  })

  test('gets structured output with enums, unions, nullable and nested arrays', async () => {
    const { output } = await generateText({
      model: await open(door, createCuecard()),
      prompt: 'A recipe, please.',
      output: Output.object({ schema: Recipe }),
    })

    expect(Recipe.safeParse(output).success).toBe(true)
  })

  test('streams structured output', async () => {
    const result = streamText({
      model: await open(door, createCuecard()),
      prompt: 'A recipe, please.',
      output: Output.object({ schema: Recipe }),
    })

    expect(Recipe.safeParse(await result.output).success).toBe(true)
  })
})
