import { expect, test } from 'vitest'
import { formatFinding, isCuecardError } from '../../../src/core/errors.ts'
import { parseScenario } from '../../../src/scenarios/parse.ts'

/** Findings as lines, without the file in front of them. */
const findingsOf = (text: string): readonly string[] => {
  try {
    parseScenario(text, { file: 'a.yaml' })
  } catch (error) {
    if (isCuecardError(error) && error.code === 'bad_scenario')
      return error.findings.map((finding) => formatFinding(finding).replace('a.yaml:', ''))
    throw error
  }
  return []
}

/** A file with one cue, whose members begin in line 3 and column 5. */
const cueOf = (members: string): string => `cuecard: 1\ncues:\n  - ${members}\n`

test('a file becomes a scenario that knows where its cues stand', () => {
  const scenario = parseScenario(
    `cuecard: 1
name: assistant
dialect: openai
seed: 42
strictness: literal
cues:
  - name: greets
    when: { model: { matches: ^gpt-4o }, user: { contains: hello } }
    reply: { content: Hello! }
    times: 2
    delay: 2s
    example: { model: gpt-4o, messages: [] }
  - error: rate_limited
    retry_after: 10ms
`,
    { file: 'scenarios/assistant.yaml' },
  )

  expect(scenario).toEqual({
    name: 'assistant',
    dialect: 'openai',
    seed: 42,
    strictness: 'literal',
    cues: [
      {
        name: 'greets',
        when: { model: { matches: '^gpt-4o' }, user: { contains: 'hello' } },
        action: { name: 'reply', value: { content: 'Hello!' } },
        times: 2,
        how: { delay: 2000 },
        example: { model: 'gpt-4o', messages: [] },
        source: { file: 'scenarios/assistant.yaml', line: 7, column: 5 },
      },
      {
        name: 'cue 2',
        action: { name: 'error', value: 'rate_limited', beside: { retry_after: '10ms' } },
        how: {},
        source: { file: 'scenarios/assistant.yaml', line: 13, column: 5 },
      },
    ],
  })
})

test.each([
  ['scenarios/tool-loop.yaml', 'tool-loop'],
  ['C:\\work\\plain.text.yml', 'plain.text'],
  [undefined, 'scenario'],
])('a scenario in %s without a name is called %s', (file, name) => {
  expect(parseScenario('cuecard: 1\ncues: []', file === undefined ? {} : { file }).name).toBe(name)
})

test('JSON is read like YAML, with places', () => {
  expect(
    parseScenario('{ "cuecard": 1,\n\t"cues": [\n\t\t{ "reply": { "content": "hi" } }] }', { file: 'a.json' }).cues,
  ).toEqual([
    {
      name: 'cue 1',
      action: { name: 'reply', value: { content: 'hi' } },
      how: {},
      source: { file: 'a.json', line: 3, column: 3 },
    },
  ])
})

test('long JSON is read without places, and its findings still have them', () => {
  const cues = Array.from({ length: 2000 }, (_, index) => ({ name: `cue ${index}`, reply: { content: 'some words' } }))
  const good = JSON.stringify({ cuecard: 1, cues }, null, 1)
  const bad = JSON.stringify({ cuecard: 1, cues: [...cues, { repyl: {} }] }, null, 1)

  expect(parseScenario(good, { file: 'a.json' }).cues.at(-1)?.source).toEqual({ file: 'a.json' })
  expect(findingsOf(bad)).toEqual([
    '12005:4 error: cues[2000].repyl is no key here: did you mean "reply"? (unknown-key)',
  ])
})

test('all findings are told at once, each with its place and what to write instead', () => {
  expect(
    findingsOf(`cuecard: 2
nam: assistant
cues:
  - when: { usr: hello }
    reply: { choices: [] }
    delay: 300
  - reply: { content: a }
    error: rate_limited
`),
  ).toEqual([
    '1:10 error: cuecard is 2: write 1 (wrong-value)',
    '2:1 error: nam is no key here: did you mean "name"? (unknown-key)',
    '4:13 error: cues[0].when.usr is no key here: did you mean "user"? (unknown-key)',
    '5:23 error: cues[0].reply.choices is empty: write at least 1 (too-few)',
    '6:12 error: cues[0].delay is 300: write 300ms, 2s or 1m (bad-duration)',
    '8:5 error: cues[1].error stands beside "reply": keep only one of reply or error (several-actions)',
  ])
})

test.each([
  [
    'name: idle',
    '3:5 error: cues[0] says nothing to do: write one of reply, generate, error, sequence, recorded or passthrough (missing-action)',
  ],
  ['hello', '3:5 error: cues[0] is the text "hello": write an object (wrong-type)'],
  ['reply:', '3:5 error: cues[0].reply is empty: write an object (wrong-type)'],
  ['reply: Hello', '3:12 error: cues[0].reply is the text "Hello": write an object (wrong-type)'],
  ['{ generate: {}, times: 0 }', '3:28 error: cues[0].times is 0: write a number from 1 (wrong-value)'],
  [
    '{ generate: {}, retry_after: 1s }',
    '3:21 error: cues[0].retry_after belongs to "error": write both or neither (misplaced-key)',
  ],
  [
    '{ generate: {}, when: { user: 42 } }',
    '3:35 error: cues[0].when.user is the number 42: write a text, an object or a list ("42" in quotes) (wrong-type)',
  ],
  [
    '{ generate: {}, when: { user: { matches: "(" } } }',
    '3:46 error: cues[0].when.user.matches "(" is no regular expression (Unterminated group): write ^x, or /^x/i for flags (bad-regex)',
  ],
  [
    '{ generate: {}, when: { user: { matches: /x/g } } }',
    '3:46 error: cues[0].when.user.matches "/x/g" has the flags "g": write some of i, m, s, u, v (bad-regex)',
  ],
  [
    '{ generate: {}, when: { user: { matches: /hi/q } } }',
    '3:46 error: cues[0].when.user.matches "/hi/q" has the flag "q", which does not exist: write some of i, m, s, u, v; if it is a path, ^ in front of it (bad-regex)',
  ],
  [
    '{ generate: {}, when: { user: {} } }',
    '3:35 error: cues[0].when.user is empty: write contains, matches or one_of (too-few)',
  ],
  ['{ generate: {}, when: { tools: [] } }', '3:36 error: cues[0].when.tools is empty: write at least 1 (too-few)'],
  [
    '{ generate: {}, when: { last: usr } }',
    '3:35 error: cues[0].when.last is "usr": did you mean "user"? (wrong-value)',
  ],
  [
    '{ generate: {}, when: { headers: { "a b": x } } }',
    '3:40 error: cues[0].when.headers.a b is "a b": write the name of a header, like x-test (bad-name)',
  ],
  [
    '{ generate: {}, stream: { jitter: soon } }',
    '3:39 error: cues[0].stream.jitter is "soon": write 300ms, 2s or 1m (bad-duration)',
  ],
  [
    '{ generate: {}, stream: { chunk: words } }',
    '3:38 error: cues[0].stream.chunk is "words": did you mean "word"? (wrong-value)',
  ],
  [
    '{ generate: {}, headers: { x-a: "b\\nc" } }',
    '3:37 error: cues[0].headers.x-a is "b\\nc": write a text that a header can carry: no line breaks, no letters beyond Latin-1 (wrong-value)',
  ],
  [
    '{ generate: {}, headers: { Transfer-Encoding: x } }',
    '3:32 error: cues[0].headers.Transfer-Encoding is "Transfer-Encoding": write the name of a header, like x-test; those of the connection and the length are set by themselves (bad-name)',
  ],
  [
    '{ generate: {}, __proto__: { reply: 1 } }',
    '3:21 error: cues[0].__proto__ is no key here: write name, when, example, reply, generate, error, sequence, recorded, passthrough, retry_after, message, param, times, headers, delay, stream or fault (unknown-key)',
  ],
  [
    '{ sequence: [{ times: 2 }] }',
    '3:18 error: cues[0].sequence[0] says nothing to do: write one of reply, generate, error, sequence, recorded or passthrough (missing-action)',
  ],
  [
    '{ generate: { tokens: .inf } }',
    '3:27 error: cues[0].generate.tokens is Infinity: write what JSON can hold (not-json)',
  ],
])('a cue that says %s is a finding', (members, finding) => {
  expect(findingsOf(cueOf(members))).toContain(finding)
})

test('a regular expression that can backtrack exponentially is a finding', () => {
  expect(findingsOf(cueOf('{ generate: {}, when: { user: { matches: "(a+)+$" } } }'))).toEqual([
    expect.stringMatching(
      /^3:46 error: cues\[0\]\.when\.user\.matches "\(a\+\)\+\$" can take exponentially long, .* \(slow-regex\)$/,
    ),
  ])
})

test.each([
  ['', '1:1 error: the file is empty: write `cuecard: 1` and `cues:` (empty-file)'],
  ['# only a comment', '1:1 error: the file is empty: write `cuecard: 1` and `cues:` (empty-file)'],
  ['cuecard: 1\ncues: []\ncues: []', '3:1 error: this key stands here twice: keep one (duplicate-key)'],
  ['cuecard: 1\n\tcues: []', '2:1 error: YAML is not indented by tabs: write spaces (yaml-syntax)'],
  [
    'cuecard: 1\ncues: []\n---\ncuecard: 1',
    '3:1 error: a second document starts here: write one file for each (several-documents)',
  ],
  ['cuecard: 1\ncues: !cues []', '2:7 error: this tag means nothing here: leave it out (yaml-syntax)'],
  [
    'cuecard: 1\ncues: *cues',
    '2:7 error: no anchor stands in front of the alias *cues: write &cues in front of what it stands for (bad-alias)',
  ],
  ['[]', '1:1 error: it is a list: write an object (wrong-type)'],
])('%j is no scenario', (text, finding) => {
  expect(findingsOf(text)).toEqual([finding])
})

test.each(['/v1/models', '/v1/chat/completions', '/a/b/q', 'a/b', '/hi/', '^/a/q', '/hi/im'])(
  'a cue may match %s',
  (matches) => {
    expect(findingsOf(cueOf(`{ generate: {}, when: { user: { matches: '${matches}' } } }`))).toEqual([])
  },
)

test('every alias without an anchor is told at its place', () => {
  expect(findingsOf('cuecard: 1\ncues:\n  - &hello { reply: { content: a } }\n  - *helo\n  - reply: *b\n')).toEqual([
    '4:5 error: no anchor stands in front of the alias *helo: did you mean *hello? (bad-alias)',
    '5:12 error: no anchor stands in front of the alias *b: write &b in front of what it stands for (bad-alias)',
  ])
})

test('anchors may be used, but neither without end nor without measure', () => {
  const bomb = [
    'a: &a [x]',
    ...['b', 'c', 'd'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abc'[index]}`).join()}]`),
  ]

  expect(parseScenario('cuecard: 1\ncues:\n  - &a { reply: { content: x } }\n  - *a').cues).toHaveLength(2)
  expect(findingsOf(cueOf('{ generate: {}, example: &a { a: *a } }'))).toContainEqual(
    expect.stringContaining('(not-json)'),
  )
  expect(findingsOf(`cuecard: 1\n${bomb.join('\n')}\ncues: []`)).toEqual([
    '1:1 error: aliases repeat too much: write out what they stand for (bad-alias)',
  ])
})

test('a text nested without measure is one finding', () => {
  expect(findingsOf('['.repeat(20_000))).toEqual([expect.stringContaining('(too-deep)')])
})

test('the message of the error lists its findings', () => {
  expect(() => parseScenario('cuecard: 1\ncuse: []', { file: 'a.yaml' })).toThrow(
    'a.yaml cannot be played: 2 findings\n' +
      'a.yaml:2:1 error: cuse is no key here: did you mean "cues"? (unknown-key)\n' +
      'a.yaml:1:1 error: it lacks "cues" (missing-key)',
  )
})
