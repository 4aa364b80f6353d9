import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../src/core/json.ts'
import { profileOf } from '../../../../src/core/models.ts'
import { imageTokens } from '../../../../src/endpoints/chat-completions/usage/images.ts'
import { renderNamespace } from '../../../../src/endpoints/chat-completions/usage/namespace.ts'
import { answerTo } from '../../../support/compose.ts'
import { fakeTokens } from '../../../support/fake-context.ts'

const promptOf = async (body: JsonObject): Promise<number> =>
  (await answerTo({ model: 'gpt-4o', ...body }, { content: 'x' })).completion.usage.prompt_tokens

test.each([
  [
    'four a message and three',
    {
      messages: [
        { role: 'system', content: 'a' },
        { role: 'user', content: 'b c' },
      ],
    },
    1 + 2 + 8 + 3,
  ],
  ['two instead of three while reasoning', { model: 'gpt-5', messages: [{ role: 'user', content: 'b c' }] }, 2 + 4 + 2],
  ['one more for a name', { messages: [{ role: 'user', name: 'ada', content: 'b' }] }, 1 + 1 + 1 + 4 + 3],
  [
    'the text parts of a list',
    {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'a b' },
            { type: 'text', text: 'c' },
          ],
        },
      ],
    },
    3 + 4 + 3,
  ],
  [
    'the calls of an earlier answer',
    {
      messages: [
        { role: 'assistant', content: null, tool_calls: [{ function: { name: 'f', arguments: '{"a": 1}' } }] },
      ],
    },
    3 + 1 + 2 + 4 + 3,
  ],
])('prompt tokens are the contents and %s', async (_what, body, expected) => {
  expect(await promptOf(body)).toBe(expected)
})

test('a response format costs its schema', async () => {
  const messages = [{ role: 'user', content: 'a' }]
  const response_format = { type: 'json_schema', json_schema: { name: 'x', schema: { title: 'b c d' } } }

  expect(await promptOf({ messages, response_format })).toBe((await promptOf({ messages })) + 3)
})

const weather: JsonObject = {
  name: 'get_weather',
  description: 'The weather in a city',
  parameters: {
    type: 'object',
    required: ['city', 'days'],
    properties: {
      city: { type: 'string', description: 'Its name' },
      unit: { enum: ['c', 'f'] },
      days: { type: 'array', items: { type: 'integer' } },
      where: { type: ['object', 'null'], properties: { zip: { anyOf: [{ type: 'string' }, { type: 'null' }] } } },
    },
  },
}

test('tools are shown to the model as a namespace', () => {
  const tools = [{ type: 'function', function: weather }]

  expect(renderNamespace({ tools, functions: [{ name: 'ping' }] })).toBe(
    [
      'namespace functions {',
      '',
      '// The weather in a city',
      'type get_weather = (_: {',
      '// Its name',
      'city: string,',
      'unit?: "c" | "f",',
      'days: number[],',
      'where?: {',
      '  zip?: string | null,',
      '} | null,',
      '}) => any;',
      '',
      'type ping = () => any;',
      '',
      '} // namespace functions',
    ].join('\n'),
  )
})

test.each([
  ['gpt-4o', 'user', 8],
  ['gpt-4o', 'system', 8 - 4],
  ['gpt-4', 'user', 9],
  ['gpt-5', 'user', 90],
])('on %s with a %s message, tools cost their namespace and %i more', async (model, role, more) => {
  const messages = [{ role, content: 'a' }]
  const tools = [{ type: 'function', function: weather }]
  const namespace = fakeTokens.count(renderNamespace({ tools }) ?? '')

  expect((await promptOf({ model, messages, tools })) - (await promptOf({ model, messages }))).toBe(namespace + more)
})

test('a schema that repeats itself on every level is shown in bounded size', () => {
  let parameters: JsonObject = { type: 'string' }
  for (let depth = 0; depth < 40; depth++)
    parameters = { type: Array.from({ length: 10 }, () => 'object'), properties: { deeper: parameters } }

  expect(renderNamespace({ functions: [{ name: 'f', parameters }] })?.length).toBeLessThan(2_000)
})

/** The beginning of a PNG of this size, which is all that is looked at. */
const png = (width: number, height: number): string => {
  const bytes = new Uint8Array(24)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`
}
const gif = `data:image/gif;base64,${btoa('GIF89a\x00\x04\x00\x02')}`
const webp = (chunk: string): string => `data:image/webp;base64,${btoa(`RIFF\x00\x00\x00\x00WEBP${chunk}`)}`
const lossy = webp('VP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\x00\x04\x00\x02')
const lossless = webp('VP8L\x00\x00\x00\x00\x2f\xff\xc3\x7f\x00')
const extended = webp('VP8X\x00\x00\x00\x00\x00\x00\x00\x00\xff\x03\x00\xff\x01\x00')
const jpeg = `data:image/jpeg;base64,${btoa('\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x0b\x08\x02\x00\x04\x00\x00')}`

test.each([
  ['gpt-4o', png(1024, 1024), 'high', 85 + 4 * 170],
  ['gpt-4o', png(2048, 4096), 'high', 85 + 6 * 170],
  ['gpt-4o', png(100, 100), 'auto', 85 + 170],
  ['gpt-4o', png(1024, 1024), 'low', 85],
  ['gpt-4o', gif, 'high', 85 + 2 * 170],
  ['gpt-4o', jpeg, 'high', 85 + 2 * 170],
  ['gpt-4o', jpeg.replace('image/jpeg', 'image/png'), 'high', 85 + 2 * 170],
  ['gpt-4o', lossy, 'high', 85 + 2 * 170],
  ['gpt-4o', lossless, 'high', 85 + 2 * 170],
  ['gpt-4o', extended, 'high', 85 + 2 * 170],
  ['gpt-4o', 'https://example.com/a.png', 'high', 85 + 4 * 170],
  ['gpt-4o', 'data:image/png;base64,%%%', 'high', 85],
  ['gpt-4o-mini', png(512, 512), 'high', 2833 + 5667],
  ['gpt-5', png(512, 512), 'high', 70 + 140],
  ['gpt-4.1-mini', png(1024, 1024), 'high', Math.ceil(1024 * 1.62)],
  ['gpt-4.1-mini', png(4096, 4096), 'high', Math.ceil(1536 * 1.62)],
])('on %s the image %s in %s detail costs %s tokens', (model, url, detail, expected) => {
  const part: Json = { type: 'image_url', image_url: { url, detail } }

  expect(imageTokens(part, profileOf(model))).toBe(expected)
})

test('audio models split their details by kind', async () => {
  const messages = [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'a b' },
        { type: 'image_url', image_url: { url: 'x' } },
      ],
    },
  ]

  const { completion } = await answerTo({ model: 'gpt-4o-audio-preview', messages }, { content: 'c' })

  expect(completion.usage.prompt_tokens_details).toEqual({
    cached_tokens: 0,
    audio_tokens: 0,
    text_tokens: 2 + 4 + 3,
    image_tokens: 85,
  })
  expect(completion.usage.completion_tokens_details).toMatchObject({ text_tokens: 1 })
})
