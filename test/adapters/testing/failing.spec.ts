// Every test here fails; `failing.test.ts` says why.
import { describe } from 'vitest'
import { createTest, expect, test as plain } from '../../../src/adapters/testing/vitest.ts'

const test = createTest({ scenarios: [{ cuecard: 1, cues: [{ name: 'greets', reply: { content: 'Hello!' } }] }] })
const strict = createTest({
  scenarios: [{ cuecard: 1, cues: [{ name: 'greets', reply: { content: 'Hello!' } }] }],
  unplayed: 'all',
})
const led = createTest({ environment: 'set' })

/** Asks for an answer, and does not care what it is. */
const ask = async (fetch: typeof globalThis.fetch, baseURL: string | undefined, body: object): Promise<void> => {
  await fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env['OPENAI_API_KEY'] ?? 'sk-test'}` },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }], ...body }),
  })
}

test('breaks the contract', async ({ clientOptions: { fetch, baseURL } }) => {
  await ask(fetch, baseURL, { temperature: 3 })
})

test('says one breach of two', async ({ cuecard, clientOptions: { fetch, baseURL } }) => {
  await ask(fetch, baseURL, { temperature: 3 })
  await ask(fetch, baseURL, { top_p: 2 })

  expect(cuecard).toHaveBrokenRule('schema/maximum', { param: 'top_p' })
})

test('reaches no cue', ({ cuecard }) => {
  cuecard.use({ name: 'leaves', when: { user: 'Bye' }, reply: { content: 'Bye!' } })
})

strict('reaches no cue of the scenario', ({ cuecard }) => {
  expect(cuecard).toHaveReceivedCalls(0)
})

led('breaks the contract by way of the environment', async () => {
  await ask(globalThis.fetch, process.env['OPENAI_BASE_URL'], { temperature: 3 })
})

describe.concurrent('at the same time as others', () => {
  led('sets the environment', () => undefined)
})

plain('has failed before', async ({ clientOptions: { fetch, baseURL } }) => {
  await ask(fetch, baseURL, { temperature: 3 })

  expect(1).toBe(2)
})
