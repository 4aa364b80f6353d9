import type OpenAI from 'openai'
import { expect, test } from 'vitest'
import { matchers } from '../../../src/adapters/testing/matchers.ts'
import { asked, say, weather } from './asked.ts'

expect.extend(matchers)

const refund = [
  { role: 'system', content: 'You help.' },
  { role: 'user', content: [{ type: 'text', text: 'I want a refund for order 17' }] },
] as const satisfies OpenAI.ChatCompletionMessageParam[]

test.each([
  { sample: 'a refund' },
  { sample: /order \d+$/ },
  { sample: { role: 'system', content: 'You help.' } },
  { sample: { role: 'system', content: expect.stringMatching(/^You/) } },
  { sample: expect.stringContaining('refund') },
])('a message is found by $sample', async ({ sample }) => {
  const cuecard = await asked({}, {}, { messages: [...refund] })

  expect(cuecard).toHaveBeenCalledWithMessage(sample)
})

test.each([{ sample: 'a Refund' }, { sample: /^order/ }, { sample: { role: 'user', content: 'You help.' } }])(
  'a message that is not there is not found by $sample',
  async ({ sample }) => {
    const cuecard = await asked({}, {}, { messages: [...refund] })

    expect(cuecard).not.toHaveBeenCalledWithMessage(sample)
  },
)

test('a request is found by some of its members', async () => {
  const cuecard = await asked({}, { temperature: 0.2, metadata: { team: 'a' }, store: true })

  expect(cuecard).toHaveBeenCalledWithRequest({ temperature: 0.2, metadata: { team: 'a' } })
  expect(cuecard).not.toHaveBeenCalledWithRequest({ temperature: 0.2, metadata: { team: 'b' } })
})

test('a model is found by its name or a pattern, whole names only', async () => {
  const cuecard = await asked({}, {})

  expect(cuecard).toHaveCalledModel('gpt-4o-mini')
  expect(cuecard).toHaveCalledModel(/^gpt-4o/)
  expect(cuecard).not.toHaveCalledModel('gpt-4o')
})

test('a tool is found by its name and some of its members', async () => {
  const cuecard = await asked({}, { tools: [weather] })

  expect(cuecard).toHaveOfferedTool('get_weather')
  expect(cuecard).toHaveOfferedTool('get_weather', { parameters: { properties: { city: { type: 'string' } } } })
  expect(cuecard).not.toHaveOfferedTool('get_weather', { strict: true })
  expect(cuecard).not.toHaveOfferedTool('get_time')
})

const results: readonly OpenAI.ChatCompletionMessageParam[] = [
  { role: 'user', content: 'Hi' },
  {
    role: 'assistant',
    tool_calls: [
      { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } },
      { id: 'call_2', type: 'function', function: { name: 'get_time', arguments: '{}' } },
    ],
  },
  { role: 'tool', tool_call_id: 'call_1', content: '{"sky":"grey","rain":true}' },
  { role: 'tool', tool_call_id: 'call_2', content: 'noon' },
]

test('the result of a tool is found by the name of the tool', async () => {
  const cuecard = await asked({}, { messages: [...results] })

  expect(cuecard).toHaveReceivedToolResult('get_weather', { rain: true })
  expect(cuecard).toHaveReceivedToolResult('get_time', 'noon')
  expect(cuecard).toHaveReceivedToolResult('get_time')
  expect(cuecard).not.toHaveReceivedToolResult('get_time', /grey/)
  expect(cuecard).not.toHaveReceivedToolResult('get_moon')
})

test('calls for an answer are counted, and told by their statuses; lists of models are not', async () => {
  const cuecard = await asked({}, {}, { temperature: 3 })
  await cuecard.fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer sk-test' } })

  expect(cuecard).toHaveReceivedCalls(2)
  expect(cuecard).toHaveReceivedCalls([200, 400])
  expect(cuecard).not.toHaveReceivedCalls([400, 200])
})

test('cues have played, so many times', async () => {
  const cuecard = await asked(
    { scenarios: [{ cuecard: 1, cues: [{ name: 'greets', when: { user: 'Hi' }, reply: { content: 'Hello!' } }] }] },
    {},
    {},
    say('Bye'),
  )

  expect(cuecard).toHavePlayed('greets')
  expect(cuecard).toHavePlayed('greets', 2)
  expect(cuecard).not.toHavePlayed('greets', 3)
  expect(cuecard).not.toHavePlayed('parts')
})

test('a contract is satisfied until a rule is broken, which is told by its name and its error', async () => {
  const good = await asked({}, {})
  const bad = await asked({}, {}, { temperature: 3 })

  expect(good).toSatisfyContract()
  expect(good).not.toHaveBrokenRule('schema/maximum')
  expect(bad).not.toSatisfyContract()
  expect(bad).toHaveBrokenRule('schema/maximum')
  expect(bad).toHaveBrokenRule(/^schema/, { param: 'temperature', code: 'decimal_above_max_value', message: 'got 3' })
  expect(bad).not.toHaveBrokenRule('schema/maximum', { param: 'top_p' })
})

test('rules that only warn leave a contract satisfied', async () => {
  const cuecard = await asked({ rules: { 'schema/maximum': 'warn' } }, { temperature: 3 })

  expect(cuecard.violations).toMatchObject([{ rule: 'schema/maximum', severity: 'warn' }])
  expect(cuecard).toSatisfyContract()
})

test('a scope is asked about its own calls', async () => {
  const cuecard = await asked({}, say('Hi'))

  expect(cuecard).toHaveBeenCalledWithMessage('Hi')
  expect(cuecard.scope('default')).toHaveBeenCalledWithMessage('Hi')
  expect(cuecard.scope('other')).not.toHaveBeenCalledWithMessage('Hi')
})

test('bodies that are no requests say nothing', async () => {
  const cuecard = await asked({})
  for (const body of ['', '[]', '{', '{"messages":[1,null,{"role":"user"}],"tools":[{}, 1],"functions":2}'])
    await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test' },
      body,
    })

  expect(cuecard).toHaveReceivedCalls([400, 400, 400, 400])
  expect(cuecard).not.toHaveBeenCalledWithMessage('x')
  expect(cuecard).not.toHaveOfferedTool('x')
  expect(cuecard).not.toHaveReceivedToolResult('x')
})

test.each([undefined, null, 1, {}])('what has no calls cannot be asked about them: %s', (value) => {
  expect(() => expect(value).toSatisfyContract()).toThrow('give expect() a cuecard, or a scope of one')
})
