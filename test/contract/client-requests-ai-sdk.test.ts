import { createOpenAI, type OpenAILanguageModelChatOptions } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import {
  generateObject,
  generateText,
  isStepCount,
  Output,
  streamText,
  tool,
  type LanguageModel,
  type ModelMessage,
} from 'ai'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { pixel, sentBy, silence, type Cases } from './client-requests.ts'

/** Makes a model of a name, as the provider under test does. */
type Models = (name: string) => LanguageModel
type Fetch = typeof globalThis.fetch

const openai =
  (fetch: Fetch): Models =>
  (name) =>
    createOpenAI({ apiKey: 'sk-test', fetch }).chat(name)

const compatible =
  (supportsStructuredOutputs: boolean) =>
  (fetch: Fetch): Models =>
    createOpenAICompatible({
      name: 'cuecard',
      baseURL: 'https://api.openai.com/v1',
      apiKey: 'sk-test',
      fetch,
      includeUsage: true,
      supportsStructuredOutputs,
    })

const mini = 'gpt-4o-mini'
const prompt = 'Hello!'
/** Where structured outputs are not supported the packages ask for JSON mode, which wants the word. */
const promptForJson = 'A recipe, as JSON.'

const weather = tool({
  description: 'Current weather',
  inputSchema: z.object({ city: z.string(), unit: z.enum(['c', 'f']).optional() }),
  execute: ({ city }) => `sunny in ${city}`,
})
const now = tool({ inputSchema: z.object({}), execute: () => ({ hour: 12 }) })

const Recipe = z.object({
  name: z.string(),
  difficulty: z.enum(['easy', 'hard']),
  rating: z.number().nullable(),
  steps: z.array(z.object({ title: z.string(), minutes: z.int() })),
  drink: z.union([z.object({ kind: z.literal('wine') }), z.object({ kind: z.literal('water') })]),
})

/** Options that only the chat models of one provider know. */
const only = (options: OpenAILanguageModelChatOptions): { readonly providerOptions: Record<string, never> } => ({
  // The option types of the two packages do not know each other.
  providerOptions: { openai: options, cuecard: options } as unknown as Record<string, never>,
})

const drained = async (result: { readonly stream: AsyncIterable<unknown> }): Promise<void> => {
  for await (const _part of result.stream);
}

const conversation: ModelMessage[] = [
  { role: 'user', content: 'Weather in Rome and Oslo?' },
  {
    role: 'assistant',
    content: [
      { type: 'text', text: 'Let me look.' },
      { type: 'tool-call', toolCallId: 'call_1', toolName: 'weather', input: { city: 'Rome' } },
      { type: 'tool-call', toolCallId: 'call_2', toolName: 'weather', input: { city: 'Oslo' } },
    ],
  },
  {
    role: 'tool',
    content: [
      { type: 'tool-result', toolCallId: 'call_1', toolName: 'weather', output: { type: 'text', value: 'sunny' } },
      {
        type: 'tool-result',
        toolCallId: 'call_2',
        toolName: 'weather',
        output: { type: 'json', value: { snow: true } },
      },
    ],
  },
  { role: 'assistant', content: 'Sun and snow.' },
  { role: 'user', content: 'And tomorrow?' },
]

const cases: Cases<Models> = {
  'asks plainly': (models) => generateText({ model: models(mini), prompt }),
  'gives instructions': (models) => generateText({ model: models(mini), instructions: 'Be brief.', prompt }),
  'gives a reasoning model instructions': (models) =>
    generateText({ model: models('gpt-5'), instructions: 'Be brief.', prompt }),
  streams: (models) => drained(streamText({ model: models(mini), prompt })),
  samples: (models) =>
    generateText({
      model: models(mini),
      prompt,
      temperature: 0.2,
      topP: 0.9,
      presencePenalty: 0.5,
      frequencyPenalty: -0.5,
      seed: 7,
      maxOutputTokens: 100,
      stopSequences: ['END', '\n\n'],
    }),
  'runs tools to the end': (models) =>
    generateText({ model: models(mini), prompt: 'Weather?', tools: { weather, now }, stopWhen: isStepCount(4) }),
  'runs tools over streams': (models) =>
    drained(streamText({ model: models(mini), prompt: 'Weather?', tools: { weather, now }, stopWhen: isStepCount(4) })),
  'requires a tool': (models) =>
    generateText({ model: models(mini), prompt, tools: { weather, now }, toolChoice: 'required' }),
  'forbids tools': (models) => generateText({ model: models(mini), prompt, tools: { weather }, toolChoice: 'none' }),
  'names a tool': (models) =>
    generateText({
      model: models(mini),
      prompt,
      tools: { weather, now },
      toolChoice: { type: 'tool', toolName: 'now' },
    }),
  'goes on with a conversation': (models) =>
    generateText({ model: models(mini), messages: conversation, tools: { weather } }),
  'shows images': (models) =>
    generateText({
      model: models(mini),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'file', mediaType: 'image/png', data: pixel },
            { type: 'file', mediaType: 'image/jpeg', data: pixel, providerOptions: { openai: { imageDetail: 'low' } } },
          ],
        },
      ],
    }),
  'attaches a file': (models) =>
    generateText({
      model: models(mini),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Sum up.' },
            { type: 'file', mediaType: 'application/pdf', filename: 'a.pdf', data: 'JVBERi0xLjQK' },
          ],
        },
      ],
    }),
  'plays a recording': (models) =>
    generateText({
      model: models('gpt-4o-audio-preview'),
      messages: [{ role: 'user', content: [{ type: 'file', mediaType: 'audio/wav', data: silence }] }],
    }),
  'wants an object': (models) =>
    generateText({ model: models(mini), prompt: promptForJson, output: Output.object({ schema: Recipe }) }),
  'wants a list': (models) =>
    generateText({ model: models(mini), prompt: promptForJson, output: Output.array({ element: Recipe }) }),
  'wants one of several words': (models) =>
    generateText({ model: models(mini), prompt: promptForJson, output: Output.choice({ options: ['yes', 'no'] }) }),
  'wants any JSON': (models) => generateText({ model: models(mini), prompt: 'A cat, as JSON.', output: Output.json() }),
  'wants an object, the older way': (models) =>
    generateObject({
      model: models(mini),
      schema: Recipe,
      schemaName: 'recipe',
      schemaDescription: 'A meal',
      prompt: promptForJson,
    }),
  'wants an object without a schema': (models) =>
    generateObject({ model: models(mini), output: 'no-schema', prompt: 'A cat, as JSON.' }),
  'streams an object': (models) =>
    drained(streamText({ model: models(mini), prompt: promptForJson, output: Output.object({ schema: Recipe }) })),
  'wants an object and runs tools': (models) =>
    generateText({
      model: models(mini),
      prompt: promptForJson,
      tools: { weather },
      output: Output.object({ schema: z.object({ answer: z.string() }) }),
      stopWhen: isStepCount(4),
    }),
  'asks for effort': (models) =>
    generateText({
      model: models('gpt-5-mini'),
      prompt,
      ...only({ reasoningEffort: 'minimal', textVerbosity: 'low' }),
    }),
  'asks a reasoning model with sampling that it does not know': (models) =>
    generateText({ model: models('o3-mini'), prompt, ...only({ reasoningEffort: 'low' }) }),
}

const openaiCases: Cases<Models> = {
  ...cases,
  'asks for log probabilities': (models) => generateText({ model: models(mini), prompt, ...only({ logprobs: 3 }) }),
  'says who asks': (models) =>
    generateText({
      model: models(mini),
      prompt,
      ...only({
        user: 'user-1',
        store: true,
        metadata: { team: 'a' },
        serviceTier: 'auto',
        promptCacheKey: 'chat',
        safetyIdentifier: 'abc',
        parallelToolCalls: false,
        logitBias: { '50256': -100 },
      }),
      tools: { weather },
    }),
  'predicts the answer': (models) =>
    generateText({ model: models(mini), prompt, ...only({ prediction: { type: 'content', content: 'Hello' } }) }),
  'limits the output of a reasoning model': (models) =>
    generateText({ model: models('gpt-5'), prompt, maxOutputTokens: 500 }),
  'shows an image by its URL': (models) =>
    generateText({
      model: models(mini),
      messages: [
        {
          role: 'user',
          content: [{ type: 'file', mediaType: 'image/png', data: new URL('https://example.com/cat.png') }],
        },
      ],
    }),
  'takes sampling back from a reasoning model': (models) =>
    generateText({ model: models('o3-mini'), prompt, temperature: 0.5, topP: 0.5, maxOutputTokens: 50 }),
  'chooses its own limit': (models) =>
    generateText({ model: models('gpt-5'), prompt, ...only({ maxCompletionTokens: 400, textVerbosity: 'high' }) }),
  'keeps no schema strictly': (models) =>
    generateText({
      model: models(mini),
      prompt,
      output: Output.object({ schema: z.object({ a: z.string().optional() }) }),
      ...only({ strictJsonSchema: false }),
    }),
}

/** Where the schema is not sent, made-up JSON need not satisfy it. */
const ignoreAnswer = (error: unknown): void => {
  if (!(error instanceof Error) || !/No (object|output) generated/.test(error.message)) throw error
}

const providers = [
  { provider: '@ai-sdk/openai', models: openai, cases: openaiCases },
  { provider: '@ai-sdk/openai-compatible', models: compatible(false), cases },
  { provider: '@ai-sdk/openai-compatible with structured outputs', models: compatible(true), cases },
]

const table = providers.flatMap(({ provider, models, cases }) =>
  Object.entries(cases).map(([what, act]) => ({ provider, what, models, act })),
)

test.each(table)('$provider $what and is accepted', async ({ models, act }) => {
  const { bodies, refusals } = await sentBy(async (fetch) => Promise.resolve(act(models(fetch))).catch(ignoreAnswer))

  expect(bodies).not.toEqual([])
  expect(refusals).toEqual([])
})

test.each([
  {
    what: 'an old limit for a reasoning model',
    act: (models: Models) => generateText({ model: models('gpt-5'), prompt, maxOutputTokens: 500 }),
    message:
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  },
  {
    what: 'JSON mode without the word',
    act: (models: Models) => generateText({ model: models(mini), prompt, output: Output.object({ schema: Recipe }) }),
    message: "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
  },
])('@ai-sdk/openai-compatible sends $what, which the service refuses', async ({ act, message }) => {
  const { refusals } = await sentBy((fetch) => act(compatible(false)(fetch)).catch(() => undefined))

  expect(refusals).toEqual([{ status: 400, violations: [message] }])
})
