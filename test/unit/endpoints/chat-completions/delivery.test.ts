import { expect, test } from 'vitest'
import { createCompiler } from '../../../../src/contracts/compiler.ts'
import { writer } from '../../../../src/generate/writer.ts'
import { answerTo, chunksOf } from '../../../support/compose.ts'

const user = (content: string) => ({ messages: [{ role: 'user', content }] })
const aloud = { model: 'gpt-4o-audio-preview', modalities: ['text', 'audio'], audio: { voice: 'alloy', format: 'wav' } }
const compiler = createCompiler()
const context = { writer: async () => writer, compiler: async () => compiler }

const messageTo = async (...[body, draft, manner]: Parameters<typeof answerTo>) => {
  const { completion } = await answerTo(body, draft, { context, ...manner })
  const [choice] = completion.choices
  if (choice === undefined) throw new Error('the answer has no choice')
  return { ...choice.message, finish_reason: choice.finish_reason }
}

test('a spoken answer has its text as transcript, and sound that lasts as long as saying it', async () => {
  const message = await messageTo({ ...aloud, ...user('Tell me about tides.') })

  expect(Object.keys(message)).toEqual(['role', 'content', 'refusal', 'annotations', 'audio', 'finish_reason'])
  expect(message).toMatchObject({
    content: null,
    audio: {
      id: expect.stringMatching(/^audio_[0-9a-f]{32}$/),
      expires_at: 1_700_086_400,
      transcript: expect.stringMatching(/tides/i),
    },
  })
  const seconds = (Buffer.from(message.audio?.data ?? '', 'base64').length - 44) / 48_000
  expect(seconds).toBeCloseTo((message.audio?.transcript.length ?? 0) / 15, 0)
})

test.each([
  ['wav', false, 'RIFF'],
  ['aac', false, '\u{ff}\u{f1}'],
  ['mp3', false, '\u{ff}\u{f3}'],
  ['flac', false, 'fLaC'],
  ['opus', false, 'OggS'],
  ['pcm16', false, '\0\0'],
  ['pcm16', true, '\0\0'],
  [undefined, false, 'RIFF'],
  [undefined, true, '\0\0'],
])('sound asked for as %s (stream: %s) begins with %j', async (format, stream, magic) => {
  const { audio } = await messageTo({ ...aloud, ...user('Hi'), audio: { voice: 'ash', format }, stream })

  expect(Buffer.from(audio?.data ?? '', 'base64').toString('latin1', 0, magic.length)).toBe(magic)
})

test.each([
  ['only text is asked for', { modalities: ['text'] }],
  ['no modality is', { modalities: undefined }],
])('an audio model writes when %s', async (_what, more) => {
  const message = await messageTo({ ...aloud, ...more, ...user('Hi') })

  expect(message.content).toEqual(expect.any(String))
  expect(message).not.toHaveProperty('audio')
})

test('text and sound share the budget', async () => {
  const { completion } = await answerTo({ ...aloud, ...user('Tell me'), max_completion_tokens: 24 }, {}, { context })

  const [choice] = completion.choices
  expect(choice).toMatchObject({ finish_reason: 'length' })
  // A sixth is text; a second of sound takes 20 tokens.
  expect(choice?.message.audio?.transcript.trim().split(/\s+/)).toHaveLength(4)
  const seconds = (Buffer.from(choice?.message.audio?.data ?? '', 'base64').length - 44) / 48_000
  expect(seconds).toBeLessThanOrEqual(1.1)
})

test('all choices together speak for two minutes at most', async () => {
  const { completion } = await answerTo(
    { ...aloud, ...user('Tell me'), n: 120 },
    {},
    { context, generate: { tokens: 300 } },
  )

  const lengths = completion.choices.map(({ message }) => Buffer.from(message.audio?.data ?? '', 'base64').length - 44)
  expect(new Set(lengths)).toEqual(new Set([48_000]))
})

test('speech that a cue gives only the words of is completed; data is sent as it stands', async () => {
  const spoken = await messageTo({ ...aloud, ...user('Hi') }, { audio: { transcript: 'Good morning.' } })
  const recorded = await messageTo({ ...aloud, ...user('Hi') }, { audio: { data: 'UklGRg==', expires_at: 5, id: 'a' } })

  expect(Buffer.from(spoken.audio?.data ?? '', 'base64').length).toBe(44 + 0.9 * 48_000)
  expect(recorded.audio).toEqual({ id: 'a', expires_at: 5, data: 'UklGRg==', transcript: '' })
})

test('a spoken answer streams its transcript, its samples, when it expires, and ends', async () => {
  const body = { ...aloud, ...user('Hi'), audio: { voice: 'ash', format: 'pcm16' }, stream: true }

  const { stream, completion } = await answerTo(body, {}, { context })

  const deltas = chunksOf(stream).flatMap(({ choices }) => choices as { delta: { audio?: Record<string, string> } }[])
  const audio = deltas.flatMap(({ delta }) => (delta.audio === undefined ? [] : [delta.audio]))
  const spoken = completion.choices[0]?.message.audio
  expect(audio.map(({ transcript = '' }) => transcript).join('')).toBe(spoken?.transcript)
  expect(audio.map(({ data = '' }) => data).join('')).toBe(spoken?.data)
  expect(audio.at(0)).toEqual({ id: spoken?.id, transcript: '' })
  expect(audio.at(-1)).toEqual({ expires_at: spoken?.expires_at })
  expect(audio.every(({ data = '' }) => data.length % 4 === 0)).toBe(true)
  expect(deltas.at(-1)).toEqual({ index: 0, delta: {}, finish_reason: 'stop' })
})

const cite = /^\(\[(?<host>[^\]]+)\]\((?<url>https:[^)]+)\)\)$/

test.each([
  ['gpt-4o-search-preview', undefined, 2],
  ['gpt-4o-mini-search-preview', {}, 2],
  ['gpt-4o-search-preview', { search_context_size: 'low' }, 1],
  ['gpt-6-with-eyes', { search_context_size: 'high' }, 3],
])(
  '%s with web_search_options %j names sources where its annotations point',
  async (model, web_search_options, most) => {
    const { content, annotations } = await messageTo(
      { model, web_search_options, ...user('Which lighthouses stand in Brittany, 🙂?') },
      {},
      { generate: { tokens: 100 } },
    )

    expect(annotations).toHaveLength(most)
    const sources: readonly Cited[] = JSON.parse(JSON.stringify(annotations))
    for (const { type, url_citation } of sources) {
      const link = cite.exec(content?.slice(url_citation.start_index, url_citation.end_index) ?? '')
      expect(type).toBe('url_citation')
      expect(Object.keys(url_citation)).toEqual(['end_index', 'start_index', 'title', 'url'])
      expect(link?.groups?.['url']).toBe(url_citation.url)
      expect(new URL(url_citation.url).searchParams.get('utm_source')).toBe('openai')
      expect(url_citation.title).toMatch(/lighthouse brittany/)
    }
  },
)

interface Cited {
  readonly type: string
  readonly url_citation: { start_index: number; end_index: number; title: string; url: string }
}

test('a source near the user is looked for', async () => {
  const { annotations } = await messageTo({
    model: 'gpt-4o-search-preview',
    web_search_options: { user_location: { type: 'approximate', approximate: { country: 'FR', city: 'Brest' } } },
    ...user('Lighthouses?'),
  })

  expect(annotations[0]).toMatchObject({ url_citation: { title: expect.stringMatching(/lighthouse near Brest$/) } })
})

test('a source that a limit cuts off is not named', async () => {
  const ask = { model: 'gpt-4o-search-preview', ...user('Lighthouses?') }
  const whole = await messageTo(ask)

  const cut = await messageTo({ ...ask, stop: '.org' })

  expect(whole.annotations).toHaveLength(2)
  expect(cut.annotations).toEqual(whole.annotations.slice(0, 1))
  expect(whole.content?.startsWith(cut.content ?? '-')).toBe(true)
})

test.each([
  ['gpt-4o', {}],
  ['gpt-4o', { web_search_options: {} }],
  ['gpt-5', {}],
])('%s with %j names none', async (model, more) => {
  const { annotations } = await messageTo({ model, ...more, ...user('Lighthouses?') })

  expect(annotations).toEqual([])
})

test('annotations stream behind the text', async () => {
  const { stream, completion } = await answerTo(
    { model: 'gpt-4o-search-preview', stream: true, ...user('Lighthouses?') },
    {},
    { context },
  )

  const deltas = chunksOf(stream).flatMap(({ choices }) => choices as { delta: object }[])
  expect(deltas.at(-2)?.delta).toEqual({ annotations: completion.choices[0]?.message.annotations })
  expect(deltas.slice(0, -2).some(({ delta }) => 'annotations' in delta)).toBe(false)
})

const predicted = 'class User {\n  name = ""\n}'

test.each([
  ['text', predicted],
  ['parts', [{ type: 'text', text: predicted }]],
])('a prediction as %s is taken up', async (_form, content) => {
  const { content: text } = await messageTo({
    model: 'gpt-4o',
    ...user('Rename it'),
    prediction: { type: 'content', content },
  })

  expect(text).toBe(predicted)
})

test.each([
  ['that satisfies the schema is taken up', '{"name": "Ada"}', '{"name": "Ada"}'],
  ['that breaks the schema is not', '{"name": 3}', expect.stringMatching(/^\{"name":"/)],
  ['that is no JSON is not', 'name: Ada', expect.stringMatching(/^\{"name":"/)],
])('a prediction %s', async (_what, content, expected) => {
  const schema = { type: 'object', properties: { name: { type: 'string' } } }
  const message = await messageTo({
    model: 'gpt-4o',
    ...user('Who?'),
    prediction: { type: 'content', content },
    response_format: { type: 'json_schema', json_schema: { name: 'person', schema } },
  })

  expect(message.content).toEqual(expected)
})

test('limits hold for a prediction too', async () => {
  const prediction = { type: 'content', content: predicted }

  const cut = await messageTo({ model: 'gpt-4o', ...user('Rename it'), prediction, max_tokens: 3 })
  const stopped = await messageTo({ model: 'gpt-4o', ...user('Rename it'), prediction, stop: '{' })

  expect([cut.content, cut.finish_reason]).toEqual(['class User {', 'length'])
  expect([stopped.content, stopped.finish_reason]).toEqual(['class User ', 'stop'])
})
