import { expect, test } from 'vitest'
import type { CuecardOptions } from '../../src/options.ts'
import { createContracts } from '../../src/contracts/contracts.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { openai } from '../../src/dialects/openai.ts'
import { storedCompletions, storedCompletion } from '../../src/endpoints/stored-completions/completions.ts'
import { storedCompletionMessages } from '../../src/endpoints/stored-completions/messages.ts'

const url = 'https://api.openai.com/v1/chat/completions'
const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }

const asked = {
  model: 'gpt-4o-mini',
  store: true,
  metadata: { topic: 'tides' },
  messages: [{ role: 'user', content: 'Tell me about tides.' }],
}

/** A cuecard, and what it answers to a method, a path below `/chat/completions` and a body. */
const opened = (options: CuecardOptions = {}) => {
  const cuecard = createCuecard(options)
  const ask = async (method: string, path = '', body?: object) => {
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const response = await cuecard.fetch(url + path, init)
    return { status: response.status, body: JSON.parse((await response.text()) || 'null') }
  }
  return { cuecard, ask }
}

test.each([
  ['limit=0', 'limit', 'integer_below_min_value', 'Expected a value >= 1, but got 0 instead.'],
  ['limit=101', 'limit', 'integer_above_max_value', 'Expected a value <= 100, but got 101 instead.'],
  ['limit=many', 'limit', 'invalid_type', 'expected an integer, but got a string instead.'],
  ['limit=1.5', 'limit', 'invalid_type', 'expected an integer, but got a decimal number instead.'],
  ['order=up', 'order', 'invalid_value', "Invalid value: 'up'. Supported values are: 'asc' and 'desc'."],
  ['metadata=tides', 'metadata', 'invalid_type', 'expected a metadata object, but got a string instead.'],
  ['before=x', 'before', 'unknown_parameter', "Unknown parameter: 'before'."],
  ['ordre=asc', 'ordre', 'unknown_parameter', "Unknown parameter: 'ordre'. Did you mean 'order'?"],
  ['metadata[a][b]=c', 'metadata[a][b]', 'unknown_parameter', "Unknown parameter: 'metadata[a][b]'."],
])('the list asked with %s is refused', async (query, param, code, message) => {
  const { cuecard, ask } = opened()

  const { status, body } = await ask('GET', `?${query}`)

  expect({ status, ...body.error }).toMatchObject({ status: 400, type: 'invalid_request_error', param, code })
  expect(body.error.message).toContain(message)
  expect(cuecard.violations).toHaveLength(1)
})

test.each([
  '',
  'limit=100',
  'limit=&after=&order=',
  'metadata%5Btopic%5D=tides',
  'metadata[__proto__]=x',
  'model=gpt-4o-mini',
])('the list asked with "%s" is answered', async (query) => {
  expect((await opened().ask('GET', `?${query}`)).status).toBe(200)
})

test('limits that no document names can be switched off', async () => {
  const { ask } = opened({ rules: { 'schema/maximum': 'off', 'schema/additionalProperties': 'off' } })

  expect((await ask('GET', '?limit=1000&before=x')).status).toBe(200)
})

test('a broken query is answered as well as it can be when violations are only recorded', async () => {
  const { cuecard, ask } = opened({ onViolation: 'record' })
  await ask('POST', '', asked)

  const { status, body } = await ask('GET', '?limit=-3&order=up&metadata=x')

  expect({ status, count: body.data.length }).toEqual({ status: 200, count: 1 })
  expect(cuecard.violations.map(({ error }) => error.param)).toEqual(['metadata', 'limit', 'order'])
})

test.each([
  [{}, 'metadata', 'missing_required_parameter'],
  [{ metadata: { mood: 1 } }, 'metadata.mood', 'invalid_type'],
  [{ metadata: 'calm' }, 'metadata', 'invalid_type'],
  [{ metadata: {}, model: 'gpt-4o' }, 'model', 'unknown_parameter'],
  [{ metadata: { mood: 'x'.repeat(513) } }, 'metadata.mood', 'string_above_max_length'],
  [{ metadata: { ['x'.repeat(65)]: '' } }, `metadata.${'x'.repeat(65)}`, 'property_name_above_max_length'],
])('the change %j is refused', async (change, param, code) => {
  const { ask } = opened()
  const { body: created } = await ask('POST', '', asked)

  const { status, body } = await ask('POST', `/${created.id}`, change)

  expect({ status, ...body.error }).toMatchObject({ status: 400, param, code })
})

test.each([
  ['GET', '/nobody', null],
  ['POST', '/nobody', null],
  ['DELETE', '/nobody', null],
  ['GET', '/nobody/messages', null],
  ['GET', '/constructor', null],
  ['GET', '?after=nobody', 'after'],
])('%s %s is not found', async (method, path, param) => {
  const { status, body } = await opened().ask(method, path, method === 'POST' ? { metadata: {} } : undefined)

  const id = path.includes('constructor') ? 'constructor' : 'nobody'
  expect({ status, body }).toEqual({
    status: 404,
    body: {
      error: { message: `No chat completion found with id '${id}'.`, type: 'invalid_request_error', param, code: null },
    },
  })
})

test('what is stored is for those who have a key', async () => {
  const response = await createCuecard().fetch(url)

  expect(response.status).toBe(401)
})

test.each([
  ['PUT', '', 405],
  ['PATCH', '/chatcmpl-1', 405],
  ['DELETE', '', 405],
  ['POST', '/chatcmpl-1/messages', 405],
  ['GET', '/chatcmpl-1/choices', 404],
])('%s %s is refused with %i', async (method, path, status) => {
  const body = ['PUT', 'PATCH', 'POST'].includes(method) ? {} : undefined

  expect((await opened().ask(method, path, body)).status).toBe(status)
})

test.each(['openai-classic', 'reseller', 'servicestack', 'gateway'])(
  'in the dialect %s, whose document has no list, there is none',
  async (dialect) => {
    const { ask } = opened({ dialect, auth: 'off' })

    expect((await ask('GET')).status).toBe(405)
  },
)

const answers = [
  { endpoint: storedCompletions.name, method: 'GET', pathOf: () => '' },
  { endpoint: storedCompletions.name, method: 'GET', pathOf: () => '?order=desc&metadata[topic]=nothing' },
  { endpoint: storedCompletion.name, method: 'GET', pathOf: (id: string) => `/${id}` },
  { endpoint: storedCompletion.name, method: 'POST', pathOf: (id: string) => `/${id}`, body: { metadata: { a: 'b' } } },
  { endpoint: storedCompletion.name, method: 'DELETE', pathOf: (id: string) => `/${id}` },
  { endpoint: storedCompletionMessages.name, method: 'GET', pathOf: (id: string) => `/${id}/messages` },
]

const conversations = [
  asked,
  {
    ...asked,
    user: 'user-1',
    temperature: 0,
    tools: [{ type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } }],
    tool_choice: 'required',
    messages: [
      {
        role: 'user',
        name: 'Ann',
        content: [
          { type: 'text', text: 'Look.' },
          { type: 'image_url', image_url: { url: 'https://a.example/b.png' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'A lighthouse.' },
    ],
  },
]

test.each(
  answers.flatMap((answer) => conversations.map((conversation, index) => ({ ...answer, conversation, index }))),
)(
  'the answer of $endpoint to $method keeps its contract (conversation $index)',
  async ({ endpoint, method, pathOf, body, conversation }) => {
    const { ask } = opened()
    const { body: created } = await ask('POST', '', conversation)
    const contracts = await createContracts().of(openai, endpoint, 'practical')

    const answer = await ask(method, pathOf(created.id), body)

    expect({ status: answer.status, violations: contracts.response(answer.body) }).toEqual({
      status: 200,
      violations: [],
    })
    expect(contracts.response({ ...answer.body, unheard_of: 1 })).not.toEqual([])
  },
)

test('messages keep their parts beside their text, and their tool calls', async () => {
  const { ask } = opened()
  const { body: created } = await ask('POST', '', conversations[1])

  const { body } = await ask('GET', `/${created.id}/messages`)

  const [user, assistant, tool] = conversations[1]!.messages
  expect(body.data).toEqual([
    { ...user, id: `${created.id}-0`, content: null, content_parts: user!.content },
    { ...assistant, id: `${created.id}-1`, name: null, content_parts: null },
    { ...tool, id: `${created.id}-2`, name: null, content_parts: null },
  ])
})

test.each([
  ['breaks off', { stream: { cut: { after: 1, how: 'close' } } }],
  ['is a page of HTML instead', { fault: 'html_502' }],
])('an answer that %s is not stored', async (_, how) => {
  const { ask, cuecard } = opened({
    scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'One two three' }, ...how }] }],
  })
  const response = await cuecard.fetch(url, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...asked, stream: true }),
  })
  await response.text().catch(() => '')

  const { body } = await ask('GET')

  expect(body.data).toEqual([])
})

test('an id that a cue gives twice is stored once, and the log says so', async () => {
  const { ask, cuecard } = opened({
    scenarios: [{ cuecard: 1, cues: [{ reply: { id: 'chatcmpl-1', content: 'Hello!' } }] }],
  })
  await ask('POST', '', asked)
  await ask('POST', '', asked)

  const { body } = await ask('GET')

  expect(body.data).toHaveLength(1)
  expect(cuecard.calls[1]?.warnings).toEqual([
    'a completion with the id chatcmpl-1 is stored already; this one is not kept',
  ])
})

test('reset forgets what is stored, in one scope or in all', async () => {
  const { cuecard, ask } = opened()
  const scope = cuecard.scope('other')
  const inScope = async () =>
    (await (await scope.fetch(url, { headers })).json()) as { readonly data: readonly unknown[] }
  await ask('POST', '', asked)
  await scope.fetch(url, { method: 'POST', headers, body: JSON.stringify(asked) })

  scope.reset()
  const afterOne = { here: (await ask('GET')).body.data.length, there: (await inScope()).data.length }
  cuecard.reset()

  expect(afterOne).toEqual({ here: 1, there: 0 })
  expect((await ask('GET')).body.data).toEqual([])
})

test('a scope that had to go for others takes along what it stored', async () => {
  const { cuecard } = opened()
  const idle = { ...headers, 'x-cuecard-scope': 'idle' }
  const countIdle = async () =>
    ((await (await cuecard.fetch(url, { headers: idle })).json()) as { readonly data: readonly unknown[] }).data.length
  await cuecard.fetch(url, { method: 'POST', headers: idle, body: JSON.stringify(asked) })
  const before = await countIdle()

  for (let number = 0; number < 10_000; number++)
    await cuecard.fetch('https://api.openai.com/health', { headers: { 'x-cuecard-scope': `scope ${number}` } })

  expect([before, await countIdle()]).toEqual([1, 0])
})
