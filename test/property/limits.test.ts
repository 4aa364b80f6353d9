import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'
import type { Completion, Logprobs } from '../../src/endpoints/chat-completions/types.ts'
import { loadTokens } from '../../src/generate/tokens/tokens.ts'
import { joinChunks } from '../support/join-chunks.ts'

const cuecard = createCuecard()

const send = async (body: JsonObject): Promise<string> => {
  const response = await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer k' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (response.status !== 200) throw new Error(text)
  return text
}

const plain = async (body: JsonObject): Promise<Completion> => JSON.parse(await send({ ...body, stream: false }))

const streamed = async (body: JsonObject): Promise<readonly JsonObject[]> => {
  const stream_options = { include_usage: true, include_obfuscation: false }
  const text = await send({ ...body, stream: true, stream_options })
  return text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice(6)))
}

const word = fc.constantFrom(
  'owls',
  'Paris',
  'Rome',
  'weather',
  '龙',
  '👩‍👩‍👧',
  'naïve',
  'and',
  'in',
  'short',
  'essay',
  '"json"',
)
const user = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
const tools = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' }, days: { type: 'integer' } } },
    },
  },
]
const schema = {
  type: 'object',
  properties: { name: { type: 'string' }, tags: { type: 'array', items: { enum: ['é', '龙', 'a b'] } } },
  required: ['name', 'tags'],
  additionalProperties: false,
}
const form = fc.constantFrom<JsonObject>(
  {},
  {},
  { tools },
  { tools, tool_choice: 'required' },
  { functions: [tools[0]?.function ?? {}] },
  { response_format: { type: 'json_schema', json_schema: { name: 'a', schema, strict: true } } },
  { response_format: { type: 'json_object' } },
)
const limits = fc.record(
  {
    n: fc.integer({ min: 1, max: 5 }),
    max_completion_tokens: fc.integer({ min: 1, max: 90 }),
    stop: fc.oneof(
      fc.constantFrom('.', ' the', 'e', '"', ' a s'),
      fc.array(fc.constantFrom(' and', 'x', '?', 'ng w', '\n', 'l'), { minLength: 1, maxLength: 4 }),
    ),
    seed: fc.integer(),
    temperature: fc.constantFrom(0, 1),
    logit_bias: fc.constantFrom<JsonObject>({ 290: -100, 13: -100 }, { 279: -100 }, { 11: 100 }),
  },
  { requiredKeys: [] },
)
const request = fc
  .record({ model: fc.constantFrom('gpt-4o', 'gpt-3.5-turbo'), user, form, limits })
  .map(({ model, user: content, form: asked, limits: bounds }): JsonObject => {
    const messages = [{ role: 'user', content: `${content} json` }]
    return { model, messages, ...asked, ...(model === 'gpt-4o' ? bounds : { ...bounds, response_format: undefined }) }
  })

const encodingOf = ({ model }: JsonObject) => (model === 'gpt-4o' ? 'o200k_base' : 'cl100k_base')
const stopsOf = ({ stop }: JsonObject): readonly string[] =>
  (Array.isArray(stop) ? stop : [stop]).filter((each) => typeof each === 'string')
const without = (body: JsonObject, ...members: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !members.includes(name)))

test('the streamed and the plain answer are one, whatever is asked and however it is limited', async () => {
  await fc.assert(
    fc.asyncProperty(request, fc.integer({ min: 0, max: 3 }), async (body, top_logprobs) => {
      const asked = { ...body, logprobs: true, top_logprobs }
      const { choices, usage } = await plain(asked)
      const joined = joinChunks(await streamed(asked)) as unknown as Completion // what clients join is a completion

      const bare = (each: Completion['choices'][number]) => ({
        ...each,
        message: {
          ...each.message,
          tool_calls: each.message.tool_calls?.map((call) => ({ ...call, id: '' })),
        },
      })
      expect(joined.choices.map(bare)).toEqual(choices.map(bare))
      expect(joined.usage).toEqual(usage)
    }),
    { numRuns: 80, seed: 1 },
  )
})

test('usage counts what is sent, and no choice exceeds the limit', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (body) => {
      const counter = await loadTokens(encodingOf(body))
      const { choices, usage } = await plain(body)
      const texts = choices.map(({ message }) => counter.count(message.content ?? ''))
      const isText = body['tools'] === undefined && body['functions'] === undefined

      const { n = 1, max_completion_tokens = Infinity } = body
      expect(usage.completion_tokens).toBeLessThanOrEqual(Number(n) * Number(max_completion_tokens))
      for (const tokens of texts) expect(tokens).toBeLessThanOrEqual(Number(max_completion_tokens))
      expect(!isText || usage.completion_tokens === texts.reduce((sum, tokens) => sum + tokens, 0)).toBe(true)
    }),
    { numRuns: 150, seed: 2 },
  )
})

test('limits only shorten: each choice is the beginning of the one without them, and contains no stop sequence', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (given) => {
      const body = without(given, 'logit_bias')
      const limited = await plain(body)
      const whole = await plain(without(body, 'max_completion_tokens', 'stop'))

      for (const [index, { message, finish_reason }] of limited.choices.entries()) {
        const { content } = message
        if (content === null) continue
        const full = whole.choices[index]?.message.content ?? ''
        expect(full.startsWith(content)).toBe(true)
        expect(stopsOf(body).filter((stop) => content.includes(stop))).toEqual([])
        const isStopped = content.length < full.length && finish_reason === 'stop'
        expect(!isStopped || stopsOf(body).some((stop) => full.startsWith(stop, content.length))).toBe(true)
      }
    }),
    { numRuns: 150, seed: 3 },
  )
})

test('a stream never says what stands behind the beginning of a stop sequence', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (body) => {
      const chunks = await streamed(body)
      const said = new Map<number, string>()
      for (const chunk of chunks)
        for (const choice of chunk['choices'] as { index: number; delta: { content?: string } }[])
          said.set(choice.index, (said.get(choice.index) ?? '') + (choice.delta.content ?? ''))

      for (const text of said.values()) expect(stopsOf(body).filter((stop) => text.includes(stop))).toEqual([])
    }),
    { numRuns: 80, seed: 4 },
  )
})

const bytesOf = (logprobs: Logprobs | null | undefined): Uint8Array<ArrayBuffer> =>
  Uint8Array.from((logprobs?.content ?? []).flatMap(({ bytes }) => bytes ?? []))

test('logprobs join to the text and are probabilities', async () => {
  await fc.assert(
    fc.asyncProperty(request, fc.integer({ min: 0, max: 20 }), async (given, top_logprobs) => {
      const { choices } = await plain({ ...given, logprobs: true, top_logprobs })

      for (const { message, logprobs } of choices) {
        expect(logprobs === null).toBe(message.content === null)
        expect(logprobs?.refusal ?? null).toBe(null)
        expect(new TextDecoder().decode(bytesOf(logprobs))).toBe(message.content ?? '')
        for (const { token, logprob, top_logprobs: top } of logprobs?.content ?? []) {
          const chances = top.map((other) => other.logprob)
          expect(logprob).toBeLessThanOrEqual(0)
          expect(new Set(top.map((other) => other.token)).size).toBe(top_logprobs)
          expect(chances).toEqual(chances.toSorted((one, other) => other - one))
          expect(chances.reduce((sum, chance) => sum + Math.exp(chance), 0)).toBeLessThanOrEqual(1)
          expect(top.filter((other) => other.token === token)).toMatchObject(top_logprobs > 0 ? [{ logprob }] : [])
        }
      }
    }),
    { numRuns: 60, seed: 5 },
  )
})

test('banned tokens are in no text', async () => {
  await fc.assert(
    fc.asyncProperty(
      user,
      fc.uniqueArray(fc.constantFrom<number[]>(13, 261, 290, 316, 374, 382, 395, 11, 0, 30), { minLength: 1 }),
      async (content, ids) => {
        const counter = await loadTokens('o200k_base')
        const logit_bias = Object.fromEntries(ids.map((id) => [id, -100]))
        const { choices } = await plain({ model: 'gpt-4o', messages: [{ role: 'user', content }], logit_bias, n: 3 })

        for (const { message } of choices)
          expect(counter.ids(message.content ?? '').filter((id) => ids.includes(id))).toEqual([])
      },
    ),
    { numRuns: 60, seed: 6 },
  )
})

test('the same seed says the same, another seed something else, at any temperature', async () => {
  await fc.assert(
    fc.asyncProperty(user, fc.integer(), fc.constantFrom(0, 1), async (content, seed, temperature) => {
      const body = { model: 'gpt-4o', messages: [{ role: 'user', content: `${content} tides` }], temperature }
      const contentOf = async (given: number) => (await plain({ ...body, seed: given })).choices[0]?.message.content

      expect(await contentOf(seed)).toBe(await contentOf(seed))
      const others = await Promise.all([1, 2, 3].map((step) => contentOf(seed - step)))
      expect(new Set([await contentOf(seed), ...others]).size).toBeGreaterThan(1)
    }),
    { numRuns: 40, seed: 7 },
  )
})
