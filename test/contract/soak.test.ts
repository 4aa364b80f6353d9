import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'

const calls = 10_000
const budget = 64 * 2 ** 20
const url = 'https://api.openai.com/v1/chat/completions'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void // there since the flag is set

/** What is in use when all garbage is gone. */
const memoryInUse = () => {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heap: heapUsed, buffers: arrayBuffers }
}

const secretOf = (call: number): string =>
  `sk-proj-${String(call).padStart(6, '0')}SecretSecretSecretSecretSecretSecret`

/** The ways in which clients of one kind and another send a key. */
const ways: readonly ((secret: string) => Record<string, string>)[] = [
  (secret) => ({ authorization: `Bearer ${secret}` }),
  (secret) => ({ authorization: `Basic ${btoa(`:${secret}`)}` }),
  (secret) => ({ authorization: 'Bearer sk-test', 'api-key': secret }),
  (secret) => ({ authorization: 'Bearer sk-test', 'x-api-key': secret }),
  (secret) => ({ authorization: 'Bearer sk-test', cookie: `session=${secret}` }),
  // No key that is known: the refusal tells the caller about it.
  (secret) => ({ authorization: `bearer  ${secret}`, 'x-cuecard-error': 'invalid_api_key' }),
]

const story = 'Tell me the whole story, from the beginning. '.repeat(250)

const send = (cuecard: Cuecard, call: number): Promise<Response> =>
  cuecard.fetch(url, {
    method: 'POST',
    headers: ways[call % ways.length]?.(secretOf(call)) ?? {},
    body: JSON.stringify({
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: story },
        { role: 'user', content: `Call ${call}` },
      ],
      // Some of them break the contract, and are kept with what they broke.
      ...(call % 7 === 0 && { temperature: 3 }),
      stream: call % 3 === 0,
    }),
  })

const play = async (cuecard: Cuecard): Promise<void> => {
  for (let call = 0; call < calls; call += 50)
    await Promise.all(Array.from({ length: 50 }, async (_, index) => (await send(cuecard, call + index)).text()))
}

test(
  '10 000 calls later the journal keeps to its budget, knows every call and no key',
  { timeout: 120_000 },
  async () => {
    const cuecard = createCuecard()
    // What is loaded for a first answer stays.
    await (await send(cuecard, 1)).text()
    cuecard.reset()
    const before = memoryInUse()

    await play(cuecard)

    // Buffers that nobody uses are freed beside the collector, a moment later.
    await expect.poll(() => memoryInUse().buffers - before.buffers).toBeLessThan(budget + 2 ** 22)
    // Lines of calls, and what is remembered of prompts and texts.
    expect(memoryInUse().heap - before.heap).toBeLessThan(budget)
    const kept = cuecard.calls.map((call) => call.request)
    const bytes = kept.reduce((sum, { body }) => sum + (body?.length ?? 0), 0)
    expect(bytes).toBeLessThanOrEqual(budget)
    expect(bytes).toBeGreaterThan(budget / 2)
    expect([cuecard.calls.length, cuecard.calls.dropped]).toEqual([calls, 0])
    expect([kept.at(0)?.body, kept.at(-1)?.json?.['model']]).toEqual([undefined, 'gpt-4o'])

    const told = JSON.stringify(cuecard.calls.map((call) => ({ ...call, headers: call.request.headers })))
    expect(told).not.toContain('SecretSecret')
    expect(told).not.toContain(btoa('SecretSecretSecret').slice(2, -4))
  },
)
