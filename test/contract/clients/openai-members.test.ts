import { createOpenAI } from '@ai-sdk/openai'
import { generateText, streamText } from 'ai'
import OpenAI from 'openai'
import { ContentFilterFinishReasonError } from 'openai/error'
import { zodResponseFormat } from 'openai/helpers/zod'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createCuecard, type Cuecard } from '../../../src/cuecard.ts'
import { doors, openDoor, type Door } from '../../support/doors.ts'

/* What an answer may be beside text and calls, as clients get it. */

const clientOf = async (door: Door, cuecard: Cuecard = createCuecard()): Promise<OpenAI> =>
  new OpenAI({ apiKey: 'sk-test', ...(await openDoor(door, cuecard)) })

const saying = (reply: object): Cuecard => createCuecard({ scenarios: [{ cuecard: 1, cues: [{ reply }] }] })

const user = (content: string): { messages: { role: 'user'; content: string }[] } => ({
  messages: [{ role: 'user', content }],
})
const aloud = (format: 'wav' | 'mp3' | 'flac' | 'opus' | 'aac' | 'pcm16') => ({
  model: 'gpt-4o-audio-preview',
  modalities: ['text', 'audio'] satisfies ['text', 'audio'],
  audio: { voice: 'alloy', format },
})

describe.each(doors)('the openai package through %s', (door) => {
  test.each([
    ['wav', 'RIFF'],
    ['mp3', '\u{ff}\u{f3}'],
    ['flac', 'fLaC'],
    ['opus', 'OggS'],
    ['aac', '\u{ff}\u{f1}'],
    ['pcm16', '\0\0'],
  ] as const)('hears an answer as %s', async (format, magic) => {
    const client = await clientOf(door)

    const { choices } = await client.chat.completions.create({ ...aloud(format), ...user('Tell me about tides.') })

    const message = choices[0]?.message
    expect(message?.content).toBeNull()
    expect(message?.audio?.transcript).toMatch(/tides/i)
    expect(Buffer.from(message?.audio?.data ?? '', 'base64').toString('latin1', 0, magic.length)).toBe(magic)
    expect(message?.audio?.expires_at).toBeGreaterThan(Date.now() / 1000)
  })

  test('puts a spoken stream together to the answer that a plain call gets', async () => {
    const client = await clientOf(door)
    const request = { ...aloud('pcm16'), ...user('Tell me about tides.') }
    const plain = await client.chat.completions.create(request)

    const final = await client.chat.completions
      .stream({ ...request, stream_options: { include_usage: true } })
      .finalChatCompletion()

    const { id: _id, expires_at: _at, ...sound } = plain.choices[0]?.message.audio ?? {}
    expect(final.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: null, audio: sound } })
    expect(final.usage).toEqual(plain.usage)
  })

  test('goes on talking about a spoken answer', async () => {
    const client = await clientOf(door)
    const { choices } = await client.chat.completions.create({ ...aloud('wav'), ...user('Hello') })

    const { choices: next } = await client.chat.completions.create({
      ...aloud('wav'),
      messages: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', audio: { id: choices[0]?.message.audio?.id ?? '' } },
        { role: 'user', content: 'What about tides?' },
      ],
    })

    expect(next[0]?.message.audio?.transcript).toMatch(/tides/i)
  })

  test('gets citations that point at their links, plain and streamed', async () => {
    const client = await clientOf(door)
    const request = { model: 'gpt-4o-search-preview', web_search_options: {}, ...user('Lighthouses in Brittany?') }

    const plain = await client.chat.completions.create(request)
    const streamed = await client.chat.completions.stream(request).finalChatCompletion()

    const { content, annotations = [] } = plain.choices[0]?.message ?? {}
    expect(annotations.length).toBeGreaterThan(0)
    for (const { url_citation: cited } of annotations)
      expect(content?.slice(cited.start_index, cited.end_index)).toContain(`(${cited.url})`)
    expect(streamed.choices[0]?.message).toMatchObject({ content, annotations })
  })

  test('parses a refusal as one, plain and streamed', async () => {
    const client = await clientOf(door, saying({ refusal: "I'm very sorry, but I can't assist with that." }))
    const request = {
      model: 'gpt-4o',
      ...user('Who is it?'),
      response_format: zodResponseFormat(z.object({ name: z.string() }), 'person'),
    }

    const { choices } = await client.chat.completions.parse(request)
    const deltas: string[] = []
    const stream = client.chat.completions.stream(request).on('refusal.delta', ({ delta }) => deltas.push(delta))
    const final = await stream.finalChatCompletion()

    const refusal = "I'm very sorry, but I can't assist with that."
    expect(choices[0]?.message).toMatchObject({ content: null, parsed: null, refusal })
    expect(final.choices[0]?.message).toMatchObject({ content: null, parsed: null, refusal })
    expect(deltas.join('')).toBe(refusal)
  })

  test('throws where the filter broke off what it was to parse', async () => {
    const client = await clientOf(door, saying({ content: '{"name":', finish_reason: 'content_filter' }))

    const parsing = client.chat.completions.parse({
      model: 'gpt-4o',
      ...user('Who is it?'),
      response_format: zodResponseFormat(z.object({ name: z.string() }), 'person'),
    })

    await expect(parsing).rejects.toBeInstanceOf(ContentFilterFinishReasonError)
  })

  test('gets a verdict of moderation for the input and for every choice, plain and streamed', async () => {
    const client = await clientOf(door)
    const request = { model: 'gpt-4o', n: 2, moderation: { model: 'omni-moderation-latest' }, ...user('Hi') }

    const { moderation } = await client.chat.completions.create(request)
    const chunks = []
    for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) chunks.push(chunk)

    const results = (count: number) => ({
      type: 'moderation_results',
      model: 'omni-moderation-latest',
      results: Array.from({ length: count }, () => expect.objectContaining({ flagged: false })),
    })
    expect(moderation).toEqual({ input: results(1), output: results(2) })
    expect(chunks.at(-1)).toMatchObject({ choices: [], moderation })
  })

  test('gets the predicted text back', async () => {
    const client = await clientOf(door)
    const content = 'class User {\n  name = ""\n}\n'

    const { choices } = await client.chat.completions.create({
      model: 'gpt-4o',
      ...user('Add nothing.'),
      prediction: { type: 'content', content },
    })

    expect(choices[0]?.message.content).toBe(content)
  })
})

test('the AI SDK shows citations as sources, plain and streamed', async () => {
  const { chat } = createOpenAI({ apiKey: 'sk-test', fetch: createCuecard().fetch })
  const request = { model: chat('gpt-4o-search-preview'), prompt: 'Lighthouses in Brittany?' }

  const plain = await generateText(request)
  const streamed = streamText(request)

  const urls = (sources: readonly { sourceType: string }[]) =>
    sources.map((source) => ('url' in source ? source.url : source.sourceType))
  expect(plain.sources.length).toBeGreaterThan(0)
  for (const url of urls(plain.sources)) expect(plain.text).toContain(`(${String(url)})`)
  expect(urls(await streamed.sources)).toEqual(urls(plain.sources))
})
