import { expect, test } from 'vitest'
import { createCuecard } from '../../src/cuecard.ts'
import { parseScenario } from '../../src/parse-scenario.ts'

/*
 * What `when` can ask, and which cue answers: each statement of the format as a user meets it, from YAML to the answer.
 */

type Message = Readonly<Record<string, unknown>>

const user = (content: unknown): Message => ({ role: 'user', content })
const called = (...ids: readonly string[]): Message => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'get_weather', arguments: '{}' } })),
})
const answered = (tool_call_id: string, content = 'Sunny.'): Message => ({ role: 'tool', tool_call_id, content })
const tool = (name: string): object => ({ type: 'function', function: { name } })

const asking = (messages: readonly Message[], more: object = {}): object => ({ model: 'gpt-4o', messages, ...more })

/** The name of the cue that answers a request, of these in YAML. */
const answering = async (cues: string, request: object, headers: Readonly<Record<string, string>> = {}) => {
  const cuecard = createCuecard({ scenarios: [parseScenario(`cuecard: 1\ncues:\n${cues}`)], onUnmatched: 'error' })
  await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  })
  const [call] = cuecard.calls
  expect(call?.violations).toEqual([])
  return call?.cue
}

const hi = asking([user('Hi')])
const conversation = [user('one'), { role: 'assistant', content: 'two' }, user('three')]
const toolLoop = [user('Weather?'), called('call_a', 'call_b'), answered('call_a', 'Rain.'), answered('call_b', 'Sun.')]
const parted = (part: object): object => asking([user([{ type: 'text', text: 'Look' }, part])])
const png = parted({ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } })
const pdf = parted({ type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0=' } })
const wav = {
  ...parted({ type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } }),
  model: 'gpt-4o-audio-preview',
}

test.each<[string, object]>([
  ['user: Hi', hi],
  ['user: { contains: WEATHER }', asking([user('The weather, please')])],
  ["user: { matches: '^h' }", asking([user('hi')])],
  ["user: { matches: '/^HI$/i' }", hi],
  ['user: { one_of: [Hello, Hi] }', hi],
  ["user: { contains: h, matches: 'i$' }", hi],
  ["user: [{ contains: h }, { matches: 'i$' }]", hi],
  ['user: three', asking(conversation)],
  ['assistant: two', asking(conversation)],
  ['system: Be brief.', asking([{ role: 'system', content: 'Be brief.' }, user('Hi')])],
  ['system: Be brief.', asking([{ role: 'developer', content: 'Be brief.' }, user('Hi')])],
  ['tool: Sun.', asking(toolLoop)],
  ['last: user', hi],
  ['last: tool', asking(toolLoop)],
  ['last: { one_of: [user, tool] }', asking(toolLoop)],
  ['turn: 1', hi],
  ['turn: 2', asking(conversation)],
  ['model: gpt-4o', hi],
  ["model: { matches: '^gpt-4' }", hi],
  ['tools: [a, c]', asking([user('Hi')], { tools: ['a', 'b', 'c'].map(tool) })],
  ['tools: { contains: B }', asking([user('Hi')], { tools: ['a', 'b'].map(tool) })],
  ['tool_call_id: call_a', asking(toolLoop)],
  ['tool_call_id: [call_b, call_a]', asking(toolLoop)],
  ['tool_call_id: { one_of: [call_b, call_z] }', asking(toolLoop)],
  ['stream: true', asking([user('Hi')], { stream: true })],
  ['stream: false', hi],
  ['headers: { X-Test: a }', hi],
  ['headers: { x-test: { contains: A } }', hi],
  ['image: image/png', png],
  ['image: { matches: ^image/ }', png],
  ['file: application/pdf', pdf],
  ['audio: audio/wav', wav],
  ['body: { required: [seed], properties: { seed: { minimum: 5 } } }', asking([user('Hi')], { seed: 7 })],
  ['{}', hi],
])('when %s, %j is answered', async (when, request) => {
  const cue = `  - { name: it, reply: { content: x }, when: ${when.startsWith('{') ? when : `{ ${when} }`} }\n`

  expect(await answering(cue, request, { 'x-test': 'a' })).toBe('it')
})

test.each<[string, object]>([
  ['user: hi', hi],
  ["user: { matches: '^h' }", hi],
  ['user: { one_of: [Hello, hi] }', hi],
  ["user: { contains: h, matches: 'x$' }", hi],
  ['user: one', asking(conversation)],
  ['tool: Rain.', asking(toolLoop)],
  ['last: assistant', asking(toolLoop)],
  ['turn: 1', asking(conversation)],
  ['tools: [a, d]', asking([user('Hi')], { tools: ['a', 'b'].map(tool) })],
  ['tools: { contains: a, matches: b }', asking([user('Hi')], { tools: ['a', 'b'].map(tool) })],
  ['tool_call_id: call_a', asking([...toolLoop, called('call_c'), answered('call_c')])],
  ['stream: true', hi],
  ['headers: { x-other: a }', hi],
  ['image: image/jpeg', png],
  ['file: text/plain', pdf],
  ['audio: audio/mpeg', wav],
  ['body: { required: [seed] }', hi],
])('when %s, %j is not answered', async (when, request) => {
  const cue = `  - { name: it, reply: { content: x }, when: { ${when} } }\n`

  expect(await answering(cue, request, { 'x-test': 'a' })).toBeUndefined()
})

test('a cue without `when` holds always, and the first that holds wins', async () => {
  const cues = '  - { name: narrow, when: { user: Hi }, reply: {} }\n  - { name: wide, reply: {} }\n'

  expect(await answering(cues, hi)).toBe('narrow')
  expect(await answering(cues, asking([user('Bye')]))).toBe('wide')
})

test('scenarios count in the order given, what code puts in front before all, and spent cues no more', async () => {
  const scenarios = ['first', 'second'].map((name) =>
    parseScenario(`cuecard: 1\nname: ${name}\ncues: [{ name: ${name}, times: 1, reply: { content: x } }]`),
  )
  const cuecard = createCuecard({ scenarios, onUnmatched: 'error' })
  cuecard.use({ name: 'used', times: 1, reply: { content: 'x' } })

  for (let call = 0; call < 4; call++)
    await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test' },
      body: JSON.stringify(hi),
    })

  expect(cuecard.calls.map(({ cue, status }) => [cue, status])).toEqual([
    ['used', 200],
    ['first', 200],
    ['second', 200],
    [undefined, 404],
  ])
})
