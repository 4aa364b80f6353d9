import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/core/json.ts'
import type { ChunkSize } from '../../src/core/scenario.ts'
import { answerTo, chunksOf } from '../support/compose.ts'
import { joinChunks } from '../support/join-chunks.ts'

const text = fc.string({ unit: 'binary', maxLength: 60 })
const name = fc.constantFrom('get_weather', 'search', 'shell')

const call = fc.oneof(
  fc.record(
    { name, arguments: fc.oneof(text, fc.dictionary(fc.string(), fc.jsonValue())) },
    { requiredKeys: ['name'] },
  ),
  fc.record({ name, input: text, type: fc.constant('custom') }),
)
const logprobs = fc.record({
  content: fc.option(fc.array(fc.record({ token: text, logprob: fc.constant(-1) }), { maxLength: 8 })),
  refusal: fc.option(fc.array(fc.record({ token: text, logprob: fc.constant(-2) }), { maxLength: 8 })),
})
const choice = fc.record(
  {
    content: fc.option(text),
    refusal: fc.option(text),
    tool_calls: fc.array(call, { maxLength: 4 }),
    function_call: fc.record({ name, arguments: text }),
    annotations: fc.array(fc.record({ type: fc.constant('url_citation') }), { maxLength: 2 }),
    audio: fc.record({ data: fc.base64String({ maxLength: 80 }), transcript: text }),
    finish_reason: fc.constantFrom('stop', 'length', 'content_filter'),
    logprobs: fc.option(logprobs),
  },
  { requiredKeys: [] },
)
const draft = fc.oneof(choice, fc.record({ choices: fc.array(choice, { minLength: 1, maxLength: 3 }) }))

const tools = name.map((each) => [
  { type: 'function', function: { name: each, parameters: { properties: { city: { type: 'string' } } } } },
])
const anyRequest = fc.record(
  {
    model: fc.constantFrom('gpt-4o', 'gpt-5', 'gpt-3.5-turbo', 'gpt-4o-search-preview', 'gpt-4o-audio-preview'),
    messages: fc.array(fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: text }), {
      maxLength: 3,
    }),
    n: fc.integer({ min: 1, max: 4 }),
    tools,
    tool_choice: fc.constantFrom('none', 'auto', 'required'),
    logprobs: fc.boolean(),
    top_logprobs: fc.integer({ min: 0, max: 3 }),
    max_completion_tokens: fc.integer({ min: 1, max: 500 }),
    stop: text,
    response_format: fc.constant({ type: 'json_object' }),
    modalities: fc.constantFrom(['text'], ['text', 'audio']),
    audio: fc.record({
      voice: fc.constant('ash'),
      format: fc.constantFrom('wav', 'mp3', 'flac', 'opus', 'aac', 'pcm16'),
    }),
    prediction: fc.record({ type: fc.constant('content'), content: text }),
    moderation: fc.constant({ model: 'omni-moderation-latest' }),
  },
  { requiredKeys: ['model', 'messages'] },
)
/** Sound that no format is named for is refused; made all the same, it would be another in a stream. */
const request = anyRequest.filter(({ modalities, audio }) => modalities?.length !== 2 || audio !== undefined)
const size: fc.Arbitrary<ChunkSize> = fc.oneof(
  fc.constantFrom('token' as const, 'word' as const, 'character' as const),
  fc.record({ size: fc.integer({ min: 1, max: 9 }) }),
)

/** The two forms that one request can get. */
const bothForms = async (body: JsonObject, said: JsonObject, chunk: ChunkSize) => {
  const stream_options = { include_usage: true }
  const plain = await answerTo({ ...body, stream: false }, said, { chunk })
  const streamed = await answerTo({ ...body, stream: true, stream_options }, said, { chunk })
  return {
    plain: plain.completion,
    streamed: streamed.completion,
    chunks: chunksOf(streamed.stream),
    lead: streamed.stream?.lead,
  }
}

test('joining the chunks gives the completion, and the plain and the streamed answer are the same one', async () => {
  await fc.assert(
    fc.asyncProperty(request, draft, size, async (body, said, chunk) => {
      const { plain, streamed, chunks } = await bothForms(body, said, chunk)

      expect(streamed).toEqual(plain)
      expect(joinChunks(chunks)).toEqual(plain)
    }),
    { numRuns: 400 },
  )
})

test('a stream begins with a role for every choice, ends each with a finish, and says usage once', async () => {
  await fc.assert(
    fc.asyncProperty(request, draft, size, async (body, said, chunk) => {
      const { plain, chunks, lead } = await bothForms(body, said, chunk)

      const choices = chunks.flatMap(
        (event) => event['choices'] as { delta: JsonObject; finish_reason: string | null }[],
      )
      const count = plain.choices.length
      expect(lead).toBe(count)
      expect(choices.map(({ delta }) => 'role' in delta)).toEqual(choices.map((_, index) => index < count))
      expect(choices.filter(({ finish_reason }) => finish_reason !== null)).toHaveLength(count)
      // A verdict of moderation comes last of all.
      const last = plain.moderation === undefined ? -1 : -2
      expect(chunks.filter(({ usage }) => usage !== null)).toEqual([chunks.at(last)])
    }),
    { numRuns: 200 },
  )
})

test('usage adds up', async () => {
  await fc.assert(
    fc.asyncProperty(request, draft, async (body, said) => {
      const { usage } = (await answerTo(body, said)).completion

      expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens)
      expect(usage.completion_tokens_details.reasoning_tokens).toBeLessThanOrEqual(usage.completion_tokens)
    }),
  )
})
