import {
  AIMessage,
  type AIMessageChunk,
  HumanMessage,
  SystemMessage,
  ToolMessage,
  type BaseMessage,
} from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { ChatOpenAI, type ChatOpenAIFields } from '@langchain/openai'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { pixel, sentBy, silence, type Cases } from './client-requests.ts'

/** Makes a model with settings of its own. */
type Models = (fields?: ChatOpenAIFields) => ChatOpenAI

const weather = tool(({ city }) => `sunny in ${city}`, {
  name: 'get_weather',
  description: 'Current weather',
  schema: z.object({ city: z.string(), unit: z.enum(['c', 'f']).nullable() }),
})
const now = tool(() => '12:00', {
  name: 'now',
  description: 'The time',
  schema: { type: 'object', properties: {}, required: [] },
})

const Person = z.object({ name: z.string(), age: z.number().nullable(), tags: z.array(z.enum(['a', 'b'])) })

const conversation: BaseMessage[] = [
  new SystemMessage('Be brief.'),
  new HumanMessage({ content: 'Weather in Rome?', name: 'anna' }),
  new AIMessage({
    content: '',
    tool_calls: [
      { id: 'call_1', name: 'get_weather', args: { city: 'Rome', unit: null }, type: 'tool_call' },
      { id: 'call_2', name: 'now', args: {}, type: 'tool_call' },
    ],
  }),
  new ToolMessage({ tool_call_id: 'call_1', name: 'get_weather', content: 'sunny', status: 'success' }),
  new ToolMessage({ tool_call_id: 'call_2', content: '12:00' }),
  new AIMessage('Sunny.'),
  new HumanMessage('And tomorrow?'),
]

const cases: Cases<Models> = {
  'asks plainly': (models) => models().invoke('Hello!'),
  streams: async (models) => {
    for await (const _chunk of await models().stream('Hello!'));
  },
  'streams with usage': async (models) => {
    for await (const _chunk of await models({ streamUsage: true, streaming: true }).stream(conversation));
  },
  'asks several things at once': (models) => models().batch(['Hello!', 'Bye!']),
  samples: (models) =>
    models({
      temperature: 0,
      topP: 0.5,
      presencePenalty: 1,
      frequencyPenalty: 1,
      n: 2,
      maxTokens: 100,
      stop: ['END'],
      logitBias: { '50256': -100 },
      logprobs: true,
      topLogprobs: 2,
      user: 'user-1',
    }).invoke('Hello!'),
  'says who asks': (models) =>
    models({
      modelKwargs: { store: true, metadata: { team: 'a' } },
      service_tier: 'default',
      promptCacheKey: 'chat',
    }).invoke('Hello!', { seed: 7 }),
  'goes on with a conversation': (models) => models().bindTools([weather, now]).invoke(conversation),
  'binds tools': (models) => models().bindTools([weather, now]).invoke('Weather?'),
  'binds tools strictly': (models) => models().bindTools([weather], { strict: true }).invoke('Weather?'),
  'supports strict calls only': (models) =>
    models({ supportsStrictToolCalling: true }).bindTools([weather]).invoke('Weather?'),
  'calls one tool at a time': (models) =>
    models().bindTools([weather, now], { tool_choice: 'any', parallel_tool_calls: false }).invoke('Weather?'),
  'names a tool': (models) => models().bindTools([weather, now], { tool_choice: 'now' }).invoke('Weather?'),
  'forbids tools': (models) => models().bindTools([weather], { tool_choice: 'none' }).invoke('Weather?'),
  'leaves the choice': (models) => models().bindTools([weather], { tool_choice: 'auto' }).invoke('Weather?'),
  'sends answers back as they came': async (models) => {
    const model = models().bindTools([weather, now])
    const asked = [new HumanMessage('Weather?')]
    const answer = await models().bindTools([weather, now], { tool_choice: 'any' }).invoke(asked)
    const read = (answer.tool_calls ?? []).map(({ id = '' }) => new ToolMessage({ tool_call_id: id, content: 'sunny' }))
    const last = await model.invoke([...asked, answer, ...read])
    await models().invoke([...asked, answer, ...read, last, ...asked])
  },
  'sends streamed answers back as they came': async (models) => {
    const asked = [new HumanMessage('Weather?')]
    const stream = await models().bindTools([weather, now], { tool_choice: 'any' }).stream(asked)
    let answer: AIMessageChunk | undefined
    for await (const chunk of stream) answer = answer === undefined ? chunk : answer.concat(chunk)
    if (answer === undefined) throw new TypeError('the stream is empty')
    const read = (answer.tool_calls ?? []).map(({ id = '' }) => new ToolMessage({ tool_call_id: id, content: 'sunny' }))
    await models().invoke([...asked, answer, ...read])
  },
  'wants structured output': (models) => models().withStructuredOutput(Person, { name: 'person' }).invoke('A person.'),
  'wants structured output strictly': (models) =>
    models().withStructuredOutput(Person, { name: 'person', method: 'jsonSchema', strict: true }).invoke('A person.'),
  'wants structured output by a tool': (models) =>
    models().withStructuredOutput(Person, { name: 'person', method: 'functionCalling' }).invoke('A person.'),
  'wants structured output in JSON mode': (models) =>
    models().withStructuredOutput(z.looseObject({}), { method: 'jsonMode' }).invoke('A person, as JSON.'),
  'wants structured output of a JSON Schema': (models) =>
    models()
      .withStructuredOutput({
        title: 'person',
        type: 'object',
        properties: { name: { type: 'string' } },
        required: ['name'],
        additionalProperties: false,
      })
      .invoke('A person.'),
  'wants structured output over a stream': async (models) => {
    for await (const _part of await models().withStructuredOutput(Person, { name: 'person' }).stream('A person.'));
  },
  'shows images': (models) =>
    models().invoke([
      new HumanMessage({
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'https://example.com/cat.png', detail: 'low' } },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
          { type: 'image', source_type: 'base64', mime_type: 'image/png', data: pixel },
          { type: 'image', source_type: 'url', url: 'https://example.com/cat.png' },
        ],
      }),
    ]),
  'attaches a file': (models) =>
    models().invoke([
      new HumanMessage({
        content: [
          { type: 'text', text: 'Sum up.' },
          {
            type: 'file',
            source_type: 'base64',
            mime_type: 'application/pdf',
            data: 'JVBERi0xLjQK',
            metadata: { filename: 'a.pdf' },
          },
        ],
      }),
    ]),
  'plays a recording': (models) =>
    models({ model: 'gpt-4o-audio-preview' }).invoke([
      new HumanMessage({ content: [{ type: 'input_audio', input_audio: { data: silence, format: 'wav' } }] }),
    ]),
  listens: (models) =>
    models({
      model: 'gpt-4o-audio-preview',
      modalities: ['text', 'audio'],
      audio: { voice: 'alloy', format: 'wav' },
    }).invoke('Hello!'),
  'asks a reasoning model': (models) =>
    models({ model: 'o3-mini', reasoning: { effort: 'low' }, maxTokens: 500 }).invoke([
      new SystemMessage('Be brief.'),
      new HumanMessage('Hello!'),
    ]),
  'asks gpt-5 for few words': (models) =>
    models({ model: 'gpt-5', reasoning: { effort: 'minimal' }, verbosity: 'low' }).invoke('Hello!'),
  predicts: (models) => models().invoke('Hello!', { prediction: { type: 'content', content: 'Hello' } }),
  'binds functions, the older way': (models) =>
    models({
      modelKwargs: {
        functions: [{ name: 'now', parameters: { type: 'object', properties: {} } }],
        function_call: 'auto',
      },
    }).invoke('What time is it?'),
}

test.each(Object.entries(cases))('@langchain/openai %s and is accepted', async (_what, act) => {
  const { bodies, refusals } = await sentBy((fetch) =>
    act((fields) => {
      const configuration = { fetch, maxRetries: 0 }
      return new ChatOpenAI({
        model: 'gpt-4o-mini',
        apiKey: 'sk-test',
        useResponsesApi: false,
        configuration,
        ...fields,
      })
    }),
  )

  expect(bodies).not.toEqual([])
  expect(refusals).toEqual([])
})
