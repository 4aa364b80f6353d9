import { expect, test } from 'vitest'
import type { Finding } from '../../src/core/errors.ts'
import type { JournalEntry } from '../../src/core/store.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { parseScenario } from '../../src/parse-scenario.ts'

/*
 * What a cue can say and how it is sent: each statement of the format as a user meets it, from YAML to the wire.
 */

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly choices: readonly { readonly message: Readonly<Record<string, unknown>>; readonly finish_reason: string }[]
  readonly body: Readonly<Record<string, unknown>>
  readonly findings: readonly Finding[]
  readonly call: JournalEntry | undefined
}

const hi = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }
const offering = {
  tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }],
}

/** What a cue in YAML answers to the greeting with these members, the how many of so many calls. */
const answerOf = async (cue: string, more: object = {}, times = 1): Promise<Answer> => {
  const cuecard = createCuecard({ scenarios: [parseScenario(`cuecard: 1\ncues:\n  - ${cue}\n`)] })
  const ask = () =>
    cuecard.fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test' },
      body: JSON.stringify({ ...hi, ...more }),
    })
  for (let call = 1; call < times; call++) await (await ask()).text()
  const response = await ask()
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  const body = isJson ? JSON.parse(text) : {}
  const { findings, calls } = cuecard
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    choices: body.choices ?? [],
    findings,
    call: calls.at(-1),
  }
}

const deltasOf = (text: string): readonly string[] =>
  text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice('data: '.length)).choices[0]?.delta.content)
    .filter((content) => typeof content === 'string' && content !== '')

test.each(['reply: {}\n    generate: {}', 'error: server_error\n    sequence: [{ reply: {} }]', 'when: { user: Hi }'])(
  'a cue does exactly one thing: %j',
  (cue) => {
    expect(() => parseScenario(`cuecard: 1\ncues:\n  - ${cue}\n`)).toThrow(/(write|keep only) one of /)
  },
)

test('the envelope is made up, and may be overridden', async () => {
  const { body } = await answerOf('reply: { content: Hello, id: chatcmpl-mine, created: 5, system_fingerprint: fp_1 }')

  expect(body).toMatchObject({ id: 'chatcmpl-mine', created: 5, system_fingerprint: 'fp_1', object: 'chat.completion' })
})

test.each([
  ['{ city: Paris }', '{"city":"Paris"}'],
  ['\'{ "city": \'', '{ "city": '],
])('arguments %s are sent as %j', async (written, sent) => {
  const { choices } = await answerOf(`reply: { tool_calls: [{ name: f, arguments: ${written} }] }`, offering)

  expect(choices[0]).toMatchObject({
    finish_reason: 'tool_calls',
    message: { tool_calls: [{ function: { name: 'f', arguments: sent } }] },
  })
})

test('of three choices one is said, and the others are made up', async () => {
  const { choices } = await answerOf('reply: { content: Said }', { n: 3 })

  const [first, ...others] = choices.map(({ message }) => message['content'])
  expect(first).toBe('Said')
  expect(others.every((content) => typeof content === 'string' && content !== '' && content !== 'Said')).toBe(true)
  expect(others.length).toBe(2)
})

test.each([
  { cue: 'reply: { choices: [{ content: A }, { content: B }] }', more: {}, says: 'the request asks for 1' },
  { cue: 'reply: { content: one two three }', more: { max_tokens: 1 }, says: 'the request allows 1' },
  { cue: 'reply: { content: one two three }', more: { stop: 'two' }, says: 'stop' },
])('$cue for $more is a finding', async ({ cue, more, says }) => {
  const { findings, status } = await answerOf(cue, more)

  expect(status).toBe(200)
  expect(findings).toMatchObject([{ code: 'reply-ignores-request', message: expect.stringContaining(says) }])
})

test.each([{ max_tokens: 1 }, { stop: 'two' }])('canned text is sent as written, for %j too', async (more) => {
  const { choices } = await answerOf('reply: { content: one two three }', more)

  expect(choices[0]?.message['content']).toBe('one two three')
})

test.each([
  ['error: rate_limited', { status: 429, error: { type: 'requests', code: 'rate_limit_exceeded' } }],
  ['{ error: server_error, message: Down, param: x }', { status: 500, error: { message: 'Down', param: 'x' } }],
  [
    'error: { status: 418, type: tea, code: pot, message: Short and stout, param: spout }',
    { status: 418, error: { type: 'tea', code: 'pot', message: 'Short and stout', param: 'spout' } },
  ],
])('%s is answered', async (cue, { status, error }) => {
  const answer = await answerOf(cue)

  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject({ error })
})

test('retry_after is told in seconds and in milliseconds', async () => {
  const { headers } = await answerOf('{ error: rate_limited, retry_after: 1500ms }')

  expect([headers.get('retry-after'), headers.get('retry-after-ms')]).toEqual(['2', '1500'])
})

test.each([
  ['sequence: [{ error: overloaded, times: 2 }, { reply: { content: x } }]', [503, 503, 200, 200]],
  ['sequence: [{ error: overloaded }, { error: server_error, times: 1 }]', [503, 500, 200]],
  ['{ error: overloaded, times: 1 }', [503, 200]],
])('%s is played step by step, and a spent cue answers no more', async (cue, statuses) => {
  const answers = await Promise.all(statuses.map((_, index) => answerOf(cue, {}, index + 1)))

  expect(answers.map(({ status }) => status)).toEqual(statuses)
})

test('headers that a cue writes are sent, a number as text', async () => {
  const { headers } = await answerOf('{ reply: { content: x }, headers: { X-Test: a, x-count: 3 } }')

  expect([headers.get('x-test'), headers.get('x-count')]).toEqual(['a', '3'])
})

test.each([
  ['token', ['Hello', ' there', ',', ' you']],
  ['word', ['Hello', ' there,', ' you']],
  ['character', Array.from('Hello there, you')],
  ['{ size: 6 }', ['Hello ', 'there,', ' you']],
])('a stream is cut by %s', async (chunk, pieces) => {
  const { text } = await answerOf(`{ reply: { content: "Hello there, you" }, stream: { chunk: ${chunk} } }`, {
    stream: true,
  })

  expect(deltasOf(text)).toEqual(pieces)
})

test.each(['fault: { no_done: }', 'fault: no_done'])(
  '%s is a fault by name, with settings or without',
  async (fault) => {
    const { text } = await answerOf(`{ reply: { content: x }, ${fault} }`, { stream: true })

    expect(text).toContain('"finish_reason":"stop"')
    expect(text).not.toContain('[DONE]')
  },
)

test('a cut counts the content events that were sent', async () => {
  const cue = '{ reply: { content: a b c d }, stream: { chunk: word, cut: { after: 2, how: end } } }'

  expect(deltasOf((await answerOf(cue, { stream: true })).text)).toEqual(['a', ' b'])
})

test.each([
  ['"{{ user }} to {{model}}"', 'Hi to gpt-4o'],
  ['"turn {{ turn }}, {{ stream }}, {{ tools }}"', 'turn 1, false, f'],
  ['"{{ unknown }} {{ constructor }}"', '{{ unknown }} {{ constructor }}'],
  ["'\\{{ user }}'", '{{ user }}'],
  ['"[{{ system }}]"', '[]'],
])('the template %s becomes %j', async (template, content) => {
  expect((await answerOf(`reply: { content: ${template} }`, offering)).choices[0]?.message['content']).toBe(content)
})

test('what is put in is not looked into again, and groups have names', async () => {
  const cue = `{ when: { user: { matches: 'say (?<what>.+)' } }, reply: { tool_calls: [{ name: f, arguments: { a: ['{{ what }}'] } }] } }`
  const messages = [{ role: 'user', content: 'say {{ model }} "x"' }]

  const { choices } = await answerOf(cue, { ...offering, messages })

  expect(choices[0]?.message['tool_calls']).toMatchObject([
    { function: { arguments: JSON.stringify({ a: ['{{ model }} "x"'] }) } },
  ])
})
