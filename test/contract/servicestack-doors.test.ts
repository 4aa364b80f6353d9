import { runInNewContext } from 'node:vm'
import OpenAI, { BadRequestError } from 'openai'
import { describe, expect, onTestFinished, test } from 'vitest'
import { listen } from '../../src/adapters/node.ts'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'
import type { CuecardOptions } from '../../src/options.ts'

type Fetch = typeof globalThis.fetch

interface Door {
  /** Ends in `/servicestack/v1`. */
  readonly baseURL: string
  readonly fetch: Fetch
}

const openDoor = async (door: 'fetch' | 'listener', cuecard: Cuecard): Promise<Door> => {
  if (door === 'fetch') return { baseURL: 'https://ai.example/servicestack/v1', fetch: cuecard.fetch }
  const listener = await listen(cuecard, { port: 0 })
  onTestFinished(() => listener.close())
  return { baseURL: listener.baseUrl.replace(/\/v1$/, '/servicestack/v1'), fetch: globalThis.fetch }
}

describe.each(['fetch', 'listener'] as const)('over %s', (door) => {
  const open = (options: CuecardOptions = {}): Promise<Door> => openDoor(door, createCuecard(options))

  const post = async (
    path: string,
    body: object = hello,
    headers: Record<string, string> = {},
    options: CuecardOptions = {},
  ) => {
    const { baseURL, fetch } = await open(options)
    return fetch(`${baseURL}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  test('a callback gets the completion, as a script that runs', async () => {
    const response = await post('/chat/completions?callback=app.done')

    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(run(await response.text())).toMatchObject([{ object: 'chat.completion', choices: [{ index: 0 }] }])
  })

  test('a callback gets the refusal too', async () => {
    const response = await post('/chat/completions?callback=app.done', { messages: [] })

    expect(response.status).toBe(400)
    expect(run(await response.text())).toEqual([
      {
        responseStatus: {
          errorCode: 'NotEmpty',
          message: "'Model' must not be empty.",
          errors: [{ errorCode: 'NotEmpty', fieldName: 'Model', message: "'Model' must not be empty." }],
        },
      },
    ])
  })

  test.each(['alert(1)//', '</script>', '__proto__', 'naïve', 'x'.repeat(10_240)])(
    'the callback %j is a 400 in plain JSON that does not repeat it',
    async (callback) => {
      const response = await post(`/chat/completions?callback=${encodeURIComponent(callback)}`)

      expect(response.status).toBe(400)
      expect(response.headers.get('content-type')).toBe('application/json')
      const text = await response.text()
      expect(text).not.toContain(callback)
      expect(JSON.parse(text)).toMatchObject({ responseStatus: { errorCode: 'InvalidCallback' } })
    },
  )

  test('an empty callback asks for nothing', async () => {
    const response = await post('/chat/completions?callback=')

    expect(await response.json()).toMatchObject({ object: 'chat.completion' })
  })

  test('a stream is not wrapped', async () => {
    const response = await post('/chat/completions?callback=app.done', { ...hello, stream: true })

    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(await response.text()).toMatch(/^data: \{.*data: \[DONE\]\n\n$/s)
  })

  test.each([
    ['/chat/completions', 406],
    ['/chat/completions.json', 200],
    ['/chat/completions?format=json', 200],
    ['/chat/completions?callback=app.done', 200],
  ])('by the letter %s answers a client that wants HTML with %d', async (path, status) => {
    const body = { ...hello, messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello!' }] }] }

    const response = await post(path, body, { accept: 'text/html' }, { strictness: 'literal' })

    expect(response.status).toBe(status)
  })

  test.each(['/chat/completions', '/chat/completions.json'])('%s answers it with JSON otherwise', async (path) => {
    const response = await post(path, hello, { accept: 'text/html' })

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
  })

  test('the openai package reads answers, streams and refusals', async () => {
    const client = new OpenAI({ apiKey: 'sk-test', ...(await open()) })

    const completion = await client.chat.completions.create(hello)
    const pieces: string[] = []
    for await (const { choices } of await client.chat.completions.create({ ...hello, stream: true }))
      pieces.push(choices[0]?.delta.content ?? '')

    expect(completion.choices[0]?.message.content).not.toBe('')
    expect(pieces.join('')).toBe(completion.choices[0]?.message.content)
    expect(completion._request_id).toMatch(/^req_/)
    await expect(client.chat.completions.create({ ...hello, temperature: 3 })).rejects.toThrow(BadRequestError)
  })

  test('with functions as objects the openai package calls tools, plain and streamed', async () => {
    const client = new OpenAI({
      apiKey: 'sk-test',
      ...(await open({ rules: { 'servicestack-function-text': 'off' } })),
    })

    const plain = await client.chat.completions.create(asked)
    const streamed = await client.chat.completions.stream(asked).finalChatCompletion()

    const called = { type: 'function', function: { name: 'get_weather' } }
    expect(plain.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { tool_calls: [called] } })
    expect(streamed.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { tool_calls: [called] } })
  })

  test('a call that was sent as a text may be sent back as it came', async () => {
    const { baseURL, fetch } = await open()
    const send = (body: object) => fetch(`${baseURL}/chat/completions`, { method: 'POST', body: JSON.stringify(body) })
    const [{ message }] = (await (await send(asked)).json()).choices
    const [call] = message.tool_calls

    const answer = { role: 'tool', tool_call_id: call.id, content: 'sunny' }
    const response = await send({ ...asked, messages: [...asked.messages, message, answer] })

    expect(JSON.parse(call.function)).toEqual({ name: 'get_weather', arguments: expect.stringMatching(/^\{"city":/) })
    expect(await response.json()).toMatchObject({ choices: [{ finish_reason: 'stop' }] })
  })
})

const hello = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Hello!' }] }

const asked = {
  ...hello,
  messages: [{ role: 'user' as const, content: 'What is the weather in Paris?' }],
  tools: [
    {
      type: 'function' as const,
      function: {
        name: 'get_weather',
        parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      },
    },
  ],
}

/** What a page's `app.done` is called with. */
const run = (script: string): readonly unknown[] => {
  const calls: unknown[] = []
  runInNewContext(script, { app: { done: (value: unknown) => calls.push(JSON.parse(JSON.stringify(value))) } })
  return calls
}
