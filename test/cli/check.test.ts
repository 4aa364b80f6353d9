import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../support/folder.ts'
import { cuecard } from './command-line.ts'

test('check finds nothing wrong with the examples and fixtures of the package', async () => {
  const { code, stdout } = await cuecard('check')

  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^no findings in \d+ scenarios, \d+ cues, [1-9]\d* fixtures\n$/),
  })
})

test('every finding stands on a line with its place', async () => {
  const folder = await folderOf({
    'bad.yaml': 'cuecard: 1\ncues:\n  - replly: {}\n',
    'worse.yaml': 'cuecard: 1\ncues:\n  - reply: { content: 3 }\n',
  })

  const { code, stdout } = await cuecard('check', folder)

  expect(code).toBe(1)
  expect(stdout).toMatch(/bad\.yaml:3:\d+ error: .+ \([a-z-]+\)\n/)
  expect(stdout).toMatch(/worse\.yaml:3:\d+ error: .+ \([a-z-]+\)\n/)
})

test('what stands beside the choices of a reply is a finding: nobody would hear it', async () => {
  const folder = await folderOf({
    'cues.yaml': `cuecard: 1
cues:
  - reply: { content: lost, id: chatcmpl-1, choices: [{ content: said }] }
`,
  })

  const { code, stdout } = await cuecard('check', folder)

  expect(code).toBe(1)
  expect(stdout).toContain(
    'cues.yaml:3:14 error: cues[0].reply.content is lost beside "choices": move it into one of the choices (misplaced-key)',
  )
  expect(stdout).not.toContain('reply.id')
})

test('a dialect that nobody speaks is a finding', async () => {
  const folder = await folderOf({ 'far.yaml': 'cuecard: 1\ndialect: gatewy\ncues:\n  - reply: { content: Hello! }\n' })

  const { code, stdout } = await cuecard('check', folder)

  expect(code).toBe(1)
  expect(stdout).toContain('far.yaml:2:10 error: dialect is "gatewy": did you mean "gateway"? (wrong-value)')
})

const twoCues = `
cuecard: 1
cues:
  - name: anything
    reply: { content: Hello! }
  - name: hidden
    reply: { content: Hello again! }
    example: { model: gpt-4o-mini, messages: [{ role: user, content: Hi }] }
`

test('an example that another cue answers is a finding', async () => {
  const folder = await folderOf({ 'two.yaml': twoCues })

  const { code, stdout } = await cuecard('check', '--format', 'json', folder)

  expect(code).toBe(1)
  expect(JSON.parse(stdout).findings).toContainEqual(
    expect.objectContaining({ code: 'example-goes-elsewhere', cue: 'hidden', severity: 'error' }),
  )
})

test('an example that the service would refuse is a finding', async () => {
  const folder = await folderOf({
    'one.yaml': twoCues.replace('role: user', 'role: usr').replace('anything\n', 'anything\n    when: { user: x }\n'),
  })

  const { stdout } = await cuecard('check', '--format', 'json', folder)

  expect(JSON.parse(stdout).findings).toContainEqual(
    expect.objectContaining({
      code: 'example-breaks-contract',
      cue: 'hidden',
      message: expect.stringContaining("'usr'"),
    }),
  )
})

test.each([
  {
    what: 'an answer that the service would never give',
    cue: 'reply: { content: Hi, finish_reason: tool_calls }',
    finding: /cues\.yaml:3:5 error: .*tool_calls.* \(reply-breaks-contract\)/,
  },
  {
    what: 'such an answer in a later step',
    cue: 'sequence: [{ error: rate_limited, times: 2 }, { reply: { content: Hi, finish_reason: tool_calls } }]',
    finding: /cues\.yaml:3:5 error: .* \(reply-breaks-contract\)/,
  },
  {
    what: 'an error that the service does not know',
    cue: 'error: rate_limitd',
    finding: /cues\.yaml:3:5 error: "rate_limitd" is no error of the dialect openai: did you mean "rate_limited"\?/,
  },
  {
    what: 'more choices than the example asks for',
    cue: 'reply: { choices: [{ content: A }, { content: B }] }\n    example: { model: gpt-4o-mini, messages: [{ role: user, content: Hi }] }',
    finding: /cues\.yaml:3:5 warning: .* 2 choices, but the request asks for 1.* \(reply-ignores-request\)/,
  },
  {
    what: 'arguments that the tool of the example refuses',
    cue: 'reply: { tool_calls: [{ name: go, arguments: { to: 3 } }] }\n    example: { model: gpt-4o, messages: [{ role: user, content: Hi }], tools: [{ type: function, function: { name: go, parameters: { type: object, properties: { to: { type: string } } } } }] }',
    finding:
      /cues\.yaml:3:5 warning: .* arguments of go break its schema: \$\.to must be string \(reply-ignores-request\)/,
  },
  {
    what: 'an example that does not reach its cue',
    cue: 'reply: { content: A }\n    when: { user: Bye }\n    example: { model: gpt-4o-mini, messages: [{ role: user, content: Hi }] }',
    finding: /cues\.yaml:3:5 error: the example is answered by no cue: .* \(example-goes-elsewhere\)/,
  },
  {
    what: 'an example that asks for what the service refuses',
    cue: 'reply: { content: A }\n    example: { model: gpt-4o-mini, messages: [], n: 200 }',
    finding: /cues\.yaml:3:5 error: the example would be refused: .* \(example-breaks-contract\)/,
  },
])('$what is a finding with its place', async ({ cue, finding }) => {
  const folder = await folderOf({ 'cues.yaml': `cuecard: 1\ncues:\n  - ${cue}\n` })

  const { code, stdout } = await cuecard('check', folder)

  expect(stdout).toMatch(finding)
  expect(code).toBe(1)
})

test('answers that are broken on purpose are no findings', async () => {
  const cue = 'sequence: [{ reply: { content: Hi }, fault: garbage, times: 2 }, { reply: { content: Ho } }]'
  const folder = await folderOf({ 'cues.yaml': `cuecard: 1\ncues:\n  - ${cue}\n` })

  const { code, stdout } = await cuecard('check', folder)

  expect({ code, stdout }).toEqual({ code: 0, stdout: 'no findings in 1 scenario, 1 cue, 0 fixtures\n' })
})

test.each([
  ["user: { matches: 'pay (?<amount>[0-9]+)' }", '{"amount":{{ amount }},"text":"{{ amount }}"}'],
  ["user: { matches: '^[0-9]+$' }", '[{{ user }}]'],
])('what a template puts in the place of a number is no finding: %s', async (when, sent) => {
  const cue = `when: { ${when} }\n    sequence: [{ reply: { tool_calls: [{ name: pay, arguments: '${sent}' }] } }]`
  const folder = await folderOf({ 'cues.yaml': `cuecard: 1\ncues:\n  - ${cue}\n` })

  const { code, stdout } = await cuecard('check', folder)

  expect({ code, stdout }).toEqual({ code: 0, stdout: 'no findings in 1 scenario, 1 cue, 0 fixtures\n' })
})

test('a template that nothing fills is a finding in the place of a number', async () => {
  const cue = `when: { user: pay }\n    reply: { tool_calls: [{ name: pay, arguments: '{"amount":{{ amount }}}' }] }`
  const folder = await folderOf({ 'cues.yaml': `cuecard: 1\ncues:\n  - ${cue}\n` })

  const { stdout } = await cuecard('check', folder)

  expect(stdout).toMatch(/cues\.yaml:3:5 warning: .* the arguments of pay are no JSON \(reply-ignores-request\)/)
})

test('a cue in a JSON file has its place too', async () => {
  const reply = { content: 'Hi', finish_reason: 'tool_calls' }
  const folder = await folderOf({ 'cues.json': JSON.stringify({ cuecard: 1, cues: [{ reply }] }, undefined, 2) })

  const { stdout } = await cuecard('check', folder)

  expect(stdout).toMatch(/cues\.json:4:5 error: .* \(reply-breaks-contract\)/)
})

test('a fixture that its own service would refuse is a finding', async () => {
  const folder = await folderOf({
    'good.yaml': 'cuecard: 1\ncues: []\n',
    'fixtures/openai/wrong.request.json': '{ "messages": [] }',
    'fixtures/openai/wrong.sse': 'data: {"id":3}\n\ndata: [DONE]\n\n',
    'fixtures/openai/broken.response.json': '{ "id": ',
  })

  const { code, stdout } = await cuecard('check', '--fixtures', join(folder, 'fixtures'), join(folder, 'good.yaml'))

  expect(code).toBe(1)
  expect(stdout).toMatch(/wrong\.request\.json error: .+ \(fixture-breaks-contract\)/)
  expect(stdout).toMatch(/broken\.response\.json error: cannot be read: .+ \(bad-fixture\)/)
  expect(stdout).toMatch(/wrong\.sse error: .+ \(fixture-breaks-contract\)/)
})

test('a cue that answers a request of the fixtures has to fit it', async () => {
  const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }], stop: 'END' }
  const folder = await folderOf({
    'one.yaml': 'cuecard: 1\ncues:\n  - reply: { content: The END }\n',
    'fixtures/openai/stops.request.json': JSON.stringify(request),
  })

  const { code, stdout } = await cuecard('check', '--fixtures', join(folder, 'fixtures'), join(folder, 'one.yaml'))

  expect(code).toBe(1)
  expect(stdout).toMatch(/one\.yaml:3:5 warning: .* stop sequence of the request.* \(reply-ignores-request\)/)
})

test('a folder without scenarios is named', async () => {
  const { code, stderr } = await cuecard('check', await folderOf({}))

  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('cuecard-') })
})

const unreachable = `cuecard: 1
cues:
  - name: anything
    reply: { tool_calls: [{ id: call_paris, name: get_weather }] }
  - name: hidden
    when: { user: Hi }
    reply: { content: Hello! }
  - name: torn
    when: { user: { one_of: [Bye], matches: '^See' } }
    reply: { content: Bye! }
  - name: waits
    when: { tool_call_id: call_pairs }
    reply: { content: Rain. }
  - name: schema
    when: { body: { type: objekt } }
    reply: { content: Never. }
`

test('cues that no call can reach are findings at their places', async () => {
  const folder = await folderOf({ 'cues.yaml': unreachable })

  const { code, stdout } = await cuecard('check', folder)

  expect(code).toBe(1)
  expect(stdout.replaceAll(/[^\s(]*cues\.yaml/g, 'cues.yaml').split('\n')).toEqual([
    'cues.yaml:5:5 warning: cue "hidden" is never reached: cue "anything" (cues.yaml:3:5) answers whatever it would, and is never spent (shadowed-cue)',
    'cues.yaml:8:5 error: cue "torn" never holds: no request satisfies user: {"one_of":["Bye"],"matches":"^See"} (never-holds)',
    'cues.yaml:11:5 warning: cue "waits" is never reached: cue "anything" (cues.yaml:3:5) answers whatever it would, and is never spent (shadowed-cue)',
    'cues.yaml:11:5 warning: cue "waits" waits for the tool call "call_pairs", which no cue issues: did you mean "call_paris"? (unknown-tool-call-id)',
    'cues.yaml:14:5 warning: cue "schema" is never reached: cue "anything" (cues.yaml:3:5) answers whatever it would, and is never spent (shadowed-cue)',
    expect.stringMatching(
      /^cues\.yaml:15:13 error: cues\[4\]\.when\.body is no schema that can be used, and cue "schema" never holds: write a JSON Schema; ajv says: schema\/type .* \(bad-body-schema\)$/,
    ),
    '6 findings in 1 scenario, 5 cues, 0 fixtures',
    '',
  ])
})

test.each([
  { format: 'github', says: /^::warning file=[^,]*cues\.yaml,line=5,col=5,title=shadowed-cue%3A hidden::cue "hidden"/ },
  {
    format: 'junit',
    says: /<testcase classname="[^"]*cues\.yaml" name="5:5 &quot;hidden&quot; shadowed-cue" time="0">/,
  },
  { format: 'sarif', says: /"region": \{\s+"startLine": 5,\s+"startColumn": 5\s+\}/ },
])('check --format $format says where each finding is', async ({ format, says }) => {
  const folder = await folderOf({ 'cues.yaml': unreachable })

  const { code, stdout } = await cuecard('check', '--format', format, folder)

  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(says) })
})
