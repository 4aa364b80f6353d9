import { expect, test } from 'vitest'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'
import type { CuecardOptions } from '../../src/options.ts'

/*
 * What a client sees of a whole cuecard, from its first byte to its last.
 */

const call = async (cuecard: Cuecard, members: object, headers: Readonly<Record<string, string>> = {}) => {
  const body = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Tell me about rivers.' }], ...members }
  const response = await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-journey', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, json: JSON.parse(await response.text()) }
}

const contentOf = async (options: CuecardOptions, members: object = {}): Promise<string> => {
  const { json } = await call(createCuecard(options), members)
  return json.choices[0].message.content
}

const tool = (name: string, description: string): object => ({
  type: 'function',
  function: { name, description, parameters: { type: 'object', properties: { city: { type: 'string' } } } },
})
const tools = [tool('get_weather', 'The weather in a city'), tool('book_hotel', 'Books a room')]

test('made-up text follows from the seeds and the request, not from the order of calls', async () => {
  const once = createCuecard()
  await call(once, { messages: [{ role: 'user', content: 'Something else.' }] })
  const later = (await call(once, {})).json.choices[0].message.content

  expect(later).toBe(await contentOf({}))
  expect(await contentOf({}, { user: 'u', metadata: { a: 'b' }, store: true })).toBe(later)
  expect(await contentOf({ seed: 1 })).not.toBe(later)
  expect(await contentOf({}, { seed: 1 })).not.toBe(later)
})

test('what varies is other text at every call, and the same from run to run', async () => {
  const run = async (): Promise<readonly string[]> => {
    const cuecard = createCuecard()
    cuecard.use({ generate: { vary: true } })
    const answers = [await call(cuecard, {}), await call(cuecard, {})]
    return answers.map(({ json }) => json.choices[0].message.content)
  }

  const [first, second] = await run()

  expect(first).not.toBe(second)
  expect(await run()).toEqual([first, second])
})

test('ids are unique in a cuecard and equal from run to run, scope by scope', async () => {
  const run = async (): Promise<readonly string[]> => {
    const cuecard = createCuecard()
    const ids: string[] = []
    for (const scope of ['a', 'b', 'a']) {
      const { json, headers } = await call(cuecard, {}, { 'x-cuecard-scope': scope })
      ids.push(json.id, headers.get('x-request-id') ?? '')
    }
    return ids
  }

  const ids = await run()

  expect(new Set(ids).size).toBe(6)
  expect(await run()).toEqual(ids)
})

test('an agent that must call tools tries the other one before it repeats itself', async () => {
  const cuecard = createCuecard()
  const messages: object[] = [{ role: 'user', content: 'What is the weather in Paris?' }]
  const called: string[] = []
  for (let round = 0; round < 2; round++) {
    const { json } = await call(cuecard, { messages, tools, tool_choice: 'required', parallel_tool_calls: false })
    const { message } = json.choices[0]
    called.push(...message.tool_calls.map((made: { function: { name: string } }) => made.function.name))
    messages.push(message, { role: 'tool', tool_call_id: message.tool_calls[0].id, content: '{}' })
  }

  expect(called).toEqual(['get_weather', 'book_hotel'])
})

test('an agent that may call tools gets its answer once the results are there', async () => {
  const cuecard = createCuecard()
  const messages: object[] = [{ role: 'user', content: 'What is the weather in Paris?' }]
  const first = await call(cuecard, { messages, tools })
  const { message } = first.json.choices[0]

  const second = await call(cuecard, {
    messages: [...messages, message, { role: 'tool', tool_call_id: message.tool_calls[0].id, content: '18 °C' }],
    tools,
  })

  expect(first.json.choices[0].finish_reason).toBe('tool_calls')
  expect(second.json.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: expect.any(String) } })
})

test.each([
  ['a model that is not on offer', { model: 'nope' }, 404, 'model_not_found'],
  ['a wrong field beside such a model', { model: 'nope', n: 0 }, 404, 'model_not_found'],
  ['an unknown parameter first', { model: 'nope', stor: 1 }, 400, 'unknown_parameter'],
  ['missing messages first', { model: 'nope', messages: null }, 400, 'missing_required_parameter'],
  ['a snapshot', { model: 'gpt-4o-2024-08-06' }, 200, undefined],
] as const)('where models are known, %s', async (_name, members, status, code) => {
  const answer = await call(createCuecard({ models: 'known' }), members)

  expect([answer.status, answer.json.error?.code]).toEqual([status, code])
})

test.each([
  ['longer than allowed', { content: 'one two three four' }, { max_tokens: 2 }, /4 tokens long.*allows 2/],
  ['more choices than asked for', { choices: [{ content: 'a' }, { content: 'b' }] }, {}, /2 choices.*asks for 1/],
  ['with a stop sequence in it', { content: 'one two' }, { stop: 'two' }, /stop sequence/],
])('what a cue says %s is sent as written, and a finding', async (_name, reply, members, message) => {
  const lax = createCuecard()
  const strict = createCuecard({ onFinding: 'fail' })
  lax.use({ reply })
  strict.use({ reply })

  const { json } = await call(lax, members)

  expect(json.choices).toHaveLength(1)
  expect(json.choices[0].finish_reason).toBe('stop')
  expect(lax.findings).toMatchObject([{ severity: 'warning', message: expect.stringMatching(message) }])
  expect((await call(strict, members)).status).toBe(500)
})

test('a function that throws is a 500 that clients do not retry, and tells the author why', async () => {
  const cuecard = createCuecard()
  cuecard.use({
    reply: () => {
      throw new Error('out of words')
    },
  })

  const { status, headers, json } = await call(cuecard, {})

  expect([status, headers.get('x-should-retry'), json.error.type]).toEqual([500, 'false', 'server_error'])
  expect(json.error.message).toBe('cuecard failed to answer: Error: out of words')
  expect(cuecard.calls.at(-1)?.warnings).toEqual([expect.stringContaining('out of words')])
})

test('a listener that throws keeps no answer from going out, nor other listeners from being told', async () => {
  const cuecard = createCuecard()
  const told: number[] = []
  cuecard.onCall(() => {
    throw new Error('out of paper')
  })
  cuecard.onCall(({ ordinal }) => told.push(ordinal))

  const { status } = await call(cuecard, {})

  expect(status).toBe(200)
  expect(told).toEqual([1])
  expect(cuecard.findings).toMatchObject([
    { code: 'listener-failed', message: 'a listener of onCall threw: Error: out of paper' },
  ])
})
