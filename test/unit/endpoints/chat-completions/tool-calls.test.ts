import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../src/core/json.ts'
import { answerTo } from '../../../support/compose.ts'

const city = { type: 'object', properties: { city: { type: 'string' } } }
const tool = (name: string, description = ''): JsonObject => ({
  type: 'function',
  function: { name, description, parameters: city },
})
const weather = tool('get_weather', 'The weather in a city')
const search = tool('search', 'Looks things up on the web')
const clock = tool('get_time', 'The time in a city')
const user = (content: string): JsonObject => ({ role: 'user', content })

const ask = (messages: readonly Json[], more: JsonObject = {}): JsonObject => ({ model: 'gpt-4o', messages, ...more })

/** What an answer does, in short: the names it calls, or `text`. */
const deed = async (body: JsonObject): Promise<string> => {
  const { completion } = await answerTo(body)
  const { message } = completion.choices[0] ?? {}
  if (message?.function_call) return `function ${message.function_call.name}`
  const names = message?.tool_calls?.map((call) => (call.type === 'function' ? call.function.name : call.custom.name))
  return names?.join(' + ') ?? 'text'
}

const rain = [
  user('Will it rain in Paris?'),
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c', type: 'function', function: { name: 'get_weather', arguments: '{}' } }],
  },
  { role: 'tool', tool_call_id: 'c', content: 'rain' },
]

test.each([
  ['the tool that shares most words with the user', [user('How is the weather?')], {}, 'get_weather'],
  ['the tool whose description shares words', [user('Look it up on the web')], {}, 'search'],
  ['the first tool when none shares a word', [user('Do something')], {}, 'search'],
  ['text after a bare greeting', [user('Hello there!')], {}, 'text'],
  ['text after thanks', [user('Thank you very much.')], {}, 'text'],
  ['text once results are there', rain, {}, 'text'],
  ['a tool again when the user asks again', [...rain, user('And the weather in Rome?')], {}, 'get_weather'],
  ['text when no user has spoken last', [{ role: 'system', content: 'Use the weather tool' }], {}, 'text'],
  ['text with none', [user('How is the weather?')], { tool_choice: 'none' }, 'text'],
  [
    'several tools when several are named',
    [user('The weather and the time in Paris, please')],
    {},
    'get_weather + get_time',
  ],
  [
    'one tool without parallel calls',
    [user('The weather and the time')],
    { parallel_tool_calls: false },
    'get_weather',
  ],
  ['a tool with required even after a greeting', [user('Hello')], { tool_choice: 'required' }, 'search'],
  ['another tool with required after a result', rain, { tool_choice: 'required' }, 'search'],
  [
    'the named tool',
    [user('Hello')],
    { tool_choice: { type: 'function', function: { name: 'get_time' } } },
    'get_time',
  ],
  [
    'the named tool also after its result',
    rain,
    { tool_choice: { type: 'function', function: { name: 'get_weather' } } },
    'get_weather',
  ],
  [
    'only allowed tools',
    [user('The weather, please')],
    {
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'get_time' } }] },
      },
    },
    'get_time',
  ],
  [
    'an allowed tool when one is required',
    [user('Hi')],
    {
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'get_time' } }] },
      },
    },
    'get_time',
  ],
])('an unprepared answer calls %s', async (_what, messages, more, expected) => {
  expect(await deed(ask(messages, { tools: [search, weather, clock], ...more }))).toBe(expected)
})

test.each([
  ['auto', undefined, 'function f'],
  ['none', 'none', 'text'],
  ['named', { name: 'g' }, 'function g'],
])('legacy functions are called with function_call %s', async (_what, function_call, expected) => {
  const functions = [{ name: 'f', parameters: city }, { name: 'g' }]

  expect(await deed(ask([user('Do it')], { functions, function_call }))).toBe(expected)
})

test('a legacy call finishes with function_call', async () => {
  const { completion } = await answerTo(ask([user('Do it')], { functions: [{ name: 'f' }] }))

  expect(completion.choices[0]).toEqual({
    index: 0,
    message: {
      role: 'assistant',
      content: null,
      function_call: { name: 'f', arguments: '{}' },
      refusal: null,
      annotations: [],
    },
    logprobs: null,
    finish_reason: 'function_call',
  })
})

test('a call carries an id, arguments made for its schema, and finishes with tool_calls', async () => {
  const { completion } = await answerTo(ask([user('How is the weather?')], { tools: [weather] }))

  const [choice] = completion.choices
  expect(choice?.finish_reason).toBe('tool_calls')
  expect(Object.keys(choice?.message ?? {})).toEqual(['role', 'content', 'tool_calls', 'refusal', 'annotations'])
  expect(choice?.message).toMatchObject({
    content: null,
    tool_calls: [
      {
        id: expect.stringMatching(/^call_[A-Za-z0-9]{24}$/),
        type: 'function',
        function: { name: 'get_weather', arguments: expect.stringMatching(/^\{"city":"word \d+"\}$/) },
      },
    ],
  })
})

test('arguments of parallel calls are spelt with a space after the colon', async () => {
  const { completion } = await answerTo(ask([user('The weather and the time')], { tools: [weather, clock] }))

  const calls = completion.choices[0]?.message.tool_calls ?? []
  expect(calls).toHaveLength(2)
  for (const call of calls)
    expect(call).toMatchObject({ function: { arguments: expect.stringMatching(/^\{"city": "word \d+"\}$/) } })
})

test('required does not repeat a call while another tool is offered, and repeats it when none is', async () => {
  const same = { type: 'function', function: { name: 'ping' } }
  const past = [
    user('Go'),
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'c', ...same, function: { name: 'ping', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: 'c', content: 'pong' },
  ]

  expect(await deed(ask(past, { tools: [same, search], tool_choice: 'required' }))).toBe('search')
  expect(await deed(ask(past, { tools: [same], tool_choice: 'required' }))).toBe('ping')
})

test('twenty rounds of calls are worth a warning', async () => {
  const round = (index: number): readonly JsonObject[] => [
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: `c${index}`, type: 'function', function: { name: 'search', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: `c${index}`, content: '' },
  ]
  const rounds = (count: number) => Array.from({ length: count }, (_, index) => round(index)).flat()
  const body = (count: number) => ask([user('Go'), ...rounds(count)], { tools: [search], tool_choice: 'required' })

  expect((await answerTo(body(19))).warnings).toEqual([])
  expect((await answerTo(body(20))).warnings).toEqual([expect.stringContaining('20 rounds')])
})

test('a custom tool gets text', async () => {
  const tools = [{ type: 'custom', custom: { name: 'shell', description: 'Runs a command' } }]

  const { completion } = await answerTo(ask([user('Run it')], { tools }))

  expect(completion.choices[0]?.message.tool_calls?.[0]).toMatchObject({
    type: 'custom',
    custom: { name: 'shell', input: expect.stringMatching(/^Number/) },
  })
})

test('a custom tool whose grammar is a regex gets text made for it', async () => {
  const format = { type: 'grammar', grammar: { syntax: 'regex', definition: '[a-z]+' } }
  const asked: unknown[] = []
  const maker = async () => ({
    text: () => 'text',
    value: (schema: unknown) => {
      asked.push(schema)
      return { value: 'abc' }
    },
    logprobs: () => [],
  })

  const body = ask([user('Run it')], { tools: [{ type: 'custom', custom: { name: 'shell', format } }] })
  const { completion } = await answerTo(body, {}, { context: { maker } })

  expect(asked).toEqual([{ type: 'string', pattern: '^(?:[a-z]+)$' }])
  expect(completion.choices[0]?.message.tool_calls?.[0]).toMatchObject({ custom: { input: 'abc' } })
})

test('tools whose parameters have no value are refused with the reason', async () => {
  const tools = [{ type: 'function', function: { name: 'never', parameters: false } }]

  await expect(answerTo(ask([user('Go')], { tools }))).rejects.toThrow(
    "no arguments satisfy the parameters of 'never': the schema false has no value",
  )
})

test('a draft names a call in short or in the wire form; arguments left out are made up', async () => {
  const { completion } = await answerTo(ask([user('Go')], { tools: [weather] }), {
    tool_calls: [
      { id: 'call_paris', name: 'get_weather', arguments: { city: 'Paris' } },
      { id: 'call_raw', type: 'function', function: { name: 'get_weather', arguments: '{"city":' } },
      { id: 'call_shell', type: 'custom', name: 'shell', input: 'ls' },
      { id: 'call_open', name: 'get_weather' },
    ],
  })

  expect(completion.choices[0]?.message.tool_calls).toEqual([
    { id: 'call_paris', type: 'function', function: { name: 'get_weather', arguments: '{"city": "Paris"}' } },
    { id: 'call_raw', type: 'function', function: { name: 'get_weather', arguments: '{"city":' } },
    { id: 'call_shell', type: 'custom', custom: { name: 'shell', input: 'ls' } },
    {
      id: 'call_open',
      type: 'function',
      function: { name: 'get_weather', arguments: expect.stringMatching(/^\{"city": "word \d+"\}$/) },
    },
  ])
  expect(completion.choices[0]?.finish_reason).toBe('tool_calls')
})

test('open arguments of a tool that is not on offer are empty, and the author is told', async () => {
  const { completion, warnings } = await answerTo(ask([user('Go')]), { tool_calls: [{ name: 'nowhere' }] })

  expect(completion.choices[0]?.message.tool_calls?.[0]).toMatchObject({ function: { arguments: '{}' } })
  expect(warnings).toEqual(['the reply calls nowhere, which the request does not offer'])
})

test('a call counts as repeated however its arguments are spelt', async () => {
  const pick = (name: string): JsonObject => ({
    type: 'function',
    function: { name, parameters: { type: 'object', properties: { a: { enum: [1] }, b: { enum: ['x y'] } } } },
  })
  const called = (name: string, text: string): JsonObject => ({
    role: 'assistant',
    content: null,
    tool_calls: [{ id: name, type: 'function', function: { name, arguments: text } }],
  })
  const body = (text: string) =>
    ask([user('Go'), called('one', text), called('two', '{}')], {
      tools: [pick('one'), pick('two')],
      tool_choice: 'required',
    })

  expect(await deed(body('{ "b": "x y", "a": 1 }'))).toBe('two')
  expect(await deed(body('{"a":1,"b":"xy"}'))).toBe('one')
})
