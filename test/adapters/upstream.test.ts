import OpenAI from 'openai'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../../src/adapters/node.ts'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'
import type { CuecardOptions } from '../../src/options.ts'

/** A cuecard over HTTP until the running test ends: as the real service, or in front of it. */
const opened = async (options: CuecardOptions): Promise<{ readonly cuecard: Cuecard; readonly baseURL: string }> => {
  const cuecard = createCuecard(options)
  const listener = await listen(cuecard, { port: 0 })
  onTestFinished(() => listener.close())
  return { cuecard, baseURL: listener.baseUrl }
}

const service = () =>
  opened({
    auth: { keys: ['sk-real'] },
    scenarios: [
      {
        cuecard: 1,
        cues: [
          { when: { user: 'Fail.' }, error: 'rate_limited', retry_after: '1s' },
          { when: { user: 'Break.' }, reply: { content: 'one two three four' }, fault: { reset: { after: 2 } } },
          { reply: { content: 'The real thing.' } },
        ],
      },
    ],
  })

const inFront = (upstream: string, more: CuecardOptions = {}) =>
  opened({ upstream, onUnmatched: 'passthrough', ...more })

const clientOf = (baseURL: string): OpenAI => new OpenAI({ apiKey: 'sk-real', baseURL, maxRetries: 0 })

/** The client may have all of an answer before its end is known here. */
const ended = async (cuecard: Cuecard, count: number): Promise<void> =>
  expect.poll(() => cuecard.calls.filter(({ outcome }) => outcome !== undefined).length).toBe(count)

const says = (content: string): OpenAI.ChatCompletionCreateParamsNonStreaming => ({
  model: 'gpt-4o',
  messages: [{ role: 'user', content }],
})

test('what no cue answers comes from the upstream, plain and streamed', async () => {
  const real = await service()
  const { baseURL, cuecard } = await inFront(real.baseURL)

  const plain = await clientOf(baseURL).chat.completions.create(says('Hello?'))
  const stream = await clientOf(baseURL).chat.completions.create({ ...says('Hello?'), stream: true })
  let text = ''
  for await (const { choices } of stream) text += choices[0]?.delta.content ?? ''

  expect(plain.choices[0]?.message.content).toBe('The real thing.')
  expect(text).toBe('The real thing.')
  await ended(cuecard, 2)
  expect([...cuecard.calls]).toMatchObject([
    { passed: true, generated: false, status: 200, outcome: { end: 'complete' } },
    { passed: true, generated: false, status: 200, outcome: { end: 'complete' } },
  ])
  expect(cuecard.calls[1]?.outcome?.bytes).toBe(real.cuecard.calls[1]?.outcome?.bytes)
})

test('a cue answers before the upstream is asked', async () => {
  const real = await service()
  const scenarios = [{ cuecard: 1, cues: [{ when: { user: 'Mine.' }, reply: { content: 'Canned.' } }] }] as const
  const { baseURL } = await inFront(real.baseURL, { scenarios })

  const completion = await clientOf(baseURL).chat.completions.create(says('Mine.'))

  expect(completion.choices[0]?.message.content).toBe('Canned.')
  expect(real.cuecard.calls).toHaveLength(0)
})

test('an error of the upstream is the client’s, with its headers', async () => {
  const { baseURL, cuecard } = await inFront((await service()).baseURL)

  const error = await clientOf(baseURL)
    .chat.completions.create(says('Fail.'))
    .catch((thrown: unknown) => thrown)

  expect(error).toBeInstanceOf(OpenAI.RateLimitError)
  expect((error as InstanceType<typeof OpenAI.RateLimitError>).headers?.get('retry-after')).toBe('1')
  await ended(cuecard, 1)
  expect([...cuecard.calls]).toMatchObject([{ passed: true, status: 429 }])
})

test('a stream that breaks off at the upstream breaks off for the client', async () => {
  const { baseURL, cuecard } = await inFront((await service()).baseURL)
  const stream = await clientOf(baseURL).chat.completions.create({ ...says('Break.'), stream: true })

  let text = ''
  const error = await (async () => {
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? ''
  })().catch((thrown: unknown) => thrown)

  expect(text).toBe('one two')
  expect(error).toBeInstanceOf(TypeError)
  await expect.poll(() => cuecard.calls[0]?.outcome?.end).toBe('cut')
})

test('the headers for cuecard and those of the connection stay here', async () => {
  const real = await service()
  const { baseURL } = await inFront(real.baseURL)

  await fetch(`${baseURL}/chat/completions?a=b`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-real', 'x-cuecard-scope': 'one', 'x-mine': 'kept' },
    body: JSON.stringify(says('Hello?')),
  })

  const [call] = real.cuecard.calls
  expect(call).toMatchObject({ scope: 'default', path: '/v1/chat/completions' })
  expect(call?.request.headers).toMatchObject({ 'x-mine': 'kept' })
  expect(call?.request.headers).not.toHaveProperty('x-cuecard-scope')
})

test('an upstream that is not there is a 502 that says so', async () => {
  const { baseURL, cuecard } = await inFront('http://127.0.0.1:1/v1')

  const response = await fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-real' },
    body: JSON.stringify(says('Hello?')),
  })

  expect(response.status).toBe(502)
  expect(await response.json()).toMatchObject({
    error: { message: expect.stringContaining('The upstream cannot be reached: ') },
  })
  await ended(cuecard, 1)
  expect([...cuecard.calls]).toMatchObject([{ passed: true, status: 502, outcome: { end: 'failed' } }])
})

test.each<[string, CuecardOptions]>([
  ["onUnmatched is 'passthrough'", { onUnmatched: 'passthrough' }],
  ["onUnserved is 'passthrough'", { onUnserved: 'passthrough' }],
  [
    'the cue "through" passes calls through',
    { scenarios: [{ cuecard: 1, cues: [{ name: 'through', sequence: [{ passthrough: true }] }] }] },
  ],
])('a listener does not start where %s and no upstream is named', async (why, options) => {
  const started = listen(createCuecard(options), { port: 0 })

  await expect(started).rejects.toMatchObject({
    code: 'passthrough_unavailable',
    message: `${why}: name the service that calls are passed through to, as in --upstream https://api.openai.com/v1 or { upstream }`,
  })
})

test('a cue added later that passes calls through without an upstream is a 502', async () => {
  const { baseURL, cuecard } = await opened({})
  cuecard.use({ passthrough: true })

  const response = await fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-real' },
    body: JSON.stringify(says('Hello?')),
  })

  expect(response.status).toBe(502)
  expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('no upstream is named') } })
})

test('an upstream that is no address is a mistake in the options', () => {
  expect(() => createCuecard({ upstream: 'api.openai.com' })).toThrow(
    'option `upstream` is "api.openai.com": write the base URL of a service, such as \'https://api.openai.com/v1\'',
  )
})
