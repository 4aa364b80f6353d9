import { Agent, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { listen, type Listener } from '../../src/adapters/node.ts'
import { createCuecard } from '../../src/cuecard.ts'

const scopes = 200
const callsPerScope = 50
const limit = 40

/** Sends calls over connections that stay open, as clients do. */
const clientOf = ({ baseUrl }: Listener) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  onTestFinished(() => agent.destroy())
  return (headers: Readonly<Record<string, string>>, user: string) =>
    new Promise<{ readonly status: number | undefined; readonly body: unknown }>((resolve, reject) => {
      const asked = request(`${baseUrl}/chat/completions`, { agent, method: 'POST', headers }, (response) => {
        json(response).then((body) => resolve({ status: response.statusCode, body }), reject)
      })
      asked.on('error', reject)
      asked.end(JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: user }] }))
    })
}

const turns = Array.from({ length: limit }, (_, index) => `turn ${index + 1}`)

/** Some callers name their scope by their key, the others by a header. */
const headersOf = (scope: number): Readonly<Record<string, string>> =>
  scope % 2 === 0
    ? { authorization: `Bearer sk-test-caller-${scope}` }
    : { authorization: 'Bearer sk-shared', 'x-cuecard-scope': `caller-${scope}` }

test('200 scopes at once each see their own sequence and their own limit', { timeout: 60_000 }, async () => {
  const cuecard = createCuecard({
    clock: { now: () => 1_750_000_000_000, sleepUntil: () => Promise.resolve() },
    rateLimit: { requests_per_minute: limit },
    scenarios: [
      {
        cuecard: 1,
        cues: [{ sequence: turns.map((turn) => ({ reply: { content: `${turn} of {{ user }}` }, times: 1 })) }],
      },
    ],
  })
  const listener = await listen(cuecard, { port: 0 })
  onTestFinished(() => listener.close())
  const send = clientOf(listener)

  const seen = await Promise.all(
    Array.from({ length: scopes }, async (_, scope) => {
      const said: unknown[] = []
      for (let call = 0; call < callsPerScope; call++) {
        const { status, body } = await send(headersOf(scope), `caller ${scope}`)
        said.push(status === 200 ? contentOf(body) : status)
      }
      return said
    }),
  )

  const refused = Array.from({ length: callsPerScope - limit }, () => 429)
  for (const [scope, said] of seen.entries())
    expect(said).toEqual([...turns.map((turn) => `${turn} of caller ${scope}`), ...refused])
  expect(cuecard.calls.length).toBe(scopes * callsPerScope)
  expect(new Set(cuecard.calls.map((call) => call.request_id)).size).toBe(scopes * callsPerScope)
  expect(cuecard.scope('caller-7').calls.map((call) => call.ordinal)).toEqual(
    Array.from({ length: callsPerScope }, (_, index) => index + 1),
  )
})

const contentOf = (body: unknown): unknown => {
  const { choices } = body as { readonly choices: readonly [{ readonly message: { readonly content: string } }] } // a completion
  return choices[0].message.content
}

test('of calls that reach a scope at the same moment the limit lets through as many as it says', async () => {
  const cuecard = createCuecard({
    clock: { now: () => 1_750_000_000_000, sleepUntil: () => Promise.resolve() },
    rateLimit: { requests_per_minute: limit },
  })
  const listener = await listen(cuecard, { port: 0 })
  onTestFinished(() => listener.close())
  const send = clientOf(listener)

  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, index) => send({ authorization: `Bearer sk-test-${index % 5}` }, 'Hello!')),
  )

  expect(answers.filter(({ status }) => status === 200).length).toBe(5 * limit)
  expect(answers.filter(({ status }) => status === 429).length).toBe(500 - 5 * limit)
})
