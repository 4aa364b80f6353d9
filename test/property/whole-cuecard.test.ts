import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'

const clock = { now: () => 1_750_000_000_000, sleepUntil: () => Promise.resolve() }

const send = async (cuecard: Cuecard, body: string | Uint8Array<ArrayBuffer>, key = 'Bearer k') => {
  const response = await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: key },
    body,
  })
  return { status: response.status, headers: [...response.headers], text: await response.text() }
}

const message = fc.record({
  role: fc.constantFrom('user', 'system', 'developer'),
  content: fc.string({ maxLength: 60 }),
})
const request = fc.record(
  {
    model: fc.constantFrom('gpt-4o', 'gpt-3.5-turbo', 'gpt-5', 'o3-mini'),
    messages: fc.array(message, { minLength: 1, maxLength: 3 }),
    n: fc.integer({ min: 1, max: 3 }),
    seed: fc.integer(),
    stream: fc.boolean(),
    max_completion_tokens: fc.integer({ min: 1, max: 300 }),
    metadata: fc.dictionary(fc.constantFrom('a', '__proto__', 'constructor'), fc.string({ maxLength: 5 })),
  },
  { requiredKeys: ['model', 'messages'] },
)

test('the same seed and the same calls give the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.array(request, { minLength: 1, maxLength: 3 }), async (seed, requests) => {
      const [one, other] = [createCuecard({ seed, clock }), createCuecard({ seed, clock })]
      for (const body of requests.map((asked) => JSON.stringify(asked)))
        expect(await send(one, body)).toEqual(await send(other, body))
    }),
    { numRuns: 40 },
  )
})

test('neither the order of members nor that of calls changes what is said', async () => {
  const saidBy = async (cuecard: Cuecard, body: object): Promise<unknown> => {
    const { choices, usage, model } = JSON.parse((await send(cuecard, JSON.stringify({ ...body, stream: false }))).text)
    return { choices, usage, model }
  }
  await fc.assert(
    fc.asyncProperty(request, request, async (one, other) => {
      const reversed = Object.fromEntries(Object.entries(one).toReversed())
      const cuecard = createCuecard()
      const first = await saidBy(createCuecard(), one)
      await saidBy(cuecard, other)

      expect(await saidBy(cuecard, reversed)).toEqual(first)
    }),
    { numRuns: 40 },
  )
})

/** The smallest request with members of any kind in place of its own. */
const broken = fc
  .dictionary(
    fc.constantFrom(
      'model',
      'messages',
      'n',
      'tools',
      'tool_choice',
      'stop',
      'stream',
      'max_tokens',
      'response_format',
      'logprobs',
      'functions',
      'seed',
    ),
    fc.jsonValue(),
  )
  .map((members) => JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }], ...members }))

test('whatever is sent, the answer is a completion or the error of a client', async () => {
  const cuecard = createCuecard()
  const body = fc.oneof(
    broken,
    fc.json(),
    fc.string(),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Uint8Array.from(bytes)),
  )
  await fc.assert(
    fc.asyncProperty(body, fc.string(), async (sent, key) => {
      const { status, text } = await send(cuecard, sent, `Bearer ${key.replaceAll(/[^\x20-\x7e]/g, '')}`)

      expect([200, 400, 401]).toContain(status)
      const { error, choices = [] } = text.startsWith('data: ') ? { choices: [text] } : JSON.parse(text)
      expect(Object.keys(error ?? {})).toEqual(status === 200 ? [] : ['message', 'type', 'param', 'code'])
      expect(choices.length > 0).toBe(status === 200)
    }),
    { numRuns: 300 },
  )
})

test('where violations are only recorded, even broken requests are answered', async () => {
  const cuecard = createCuecard({ onViolation: 'record' })
  await fc.assert(
    fc.asyncProperty(broken, async (body) => {
      const { status } = await send(cuecard, body)

      expect([200, 400]).toContain(status)
    }),
    { numRuns: 300 },
  )
})
