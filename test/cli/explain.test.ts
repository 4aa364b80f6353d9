import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../support/folder.ts'
import { cuecard, cuecardWithInput } from './command-line.ts'

const scenario = `cuecard: 1
name: greeter
cues:
  - name: greets
    when: { user: Hello! }
    reply: { content: Good morning! }
`
const request = (content: string): string => JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] })

test('explain says which cue answers and with what', async () => {
  const folder = await folderOf({ 'a.yaml': scenario, 'request.json': request('Hello!') })

  const { code, stdout } = await cuecard('explain', join(folder, 'a.yaml'), join(folder, 'request.json'))

  expect(code).toBe(0)
  expect(stdout).toMatch(/^Call 1 in the dialect openai: "greets" \(.*a\.yaml:4:5\) answers\n/)
  expect(stdout).toContain('HTTP 200\n')
  expect(stdout).toContain('"content": "Good morning!"')
})

test('explain reads a request from the standard input and says why no cue answers', async () => {
  const folder = await folderOf({ 'a.yaml': scenario })

  const { code, stdout } = await cuecardWithInput(request('hello!'), 'explain', folder, '-', '--unmatched', 'error')

  expect(code).toBe(1)
  expect(stdout).toContain(
    'a.yaml:4:5): user: wanted "Hello!", got "hello!" (only capital and small letters differ: `contains` ignores them)\n',
  )
  expect(stdout).toContain('    when: { last: user, user: "hello!" }\n')
  expect(stdout).toContain('HTTP 404\n')
})

test('the cue that explain suggests answers the request', async () => {
  const folder = await folderOf({ 'a.yaml': scenario, 'request.json': request('It\'s "quoted": {{ user }} #1\n') })
  const files = [join(folder, 'a.yaml'), join(folder, 'request.json')]
  const { stdout } = await cuecard('explain', ...files)
  const [, cue = ''] = /This cue would answer:\n((?: {2}.*\n)+)/.exec(stdout) ?? []
  const mended = await folderOf({ 'a.yaml': scenario + cue })

  const { code } = await cuecard('explain', join(mended, 'a.yaml'), files[1] ?? '')

  expect(code).toBe(0)
})

test('explain --format json tells programs, --call and --header what the call is', async () => {
  const turns = `cuecard: 1
cues:
  - { name: once, times: 1, when: { headers: { x-test: a } }, reply: { content: one } }
  - { name: then, reply: { content: two } }
`
  const folder = await folderOf({ 'a.yaml': turns })
  const options = ['--call', '2', '--header', 'X-Test: a', '--format', 'json']

  const { stdout } = await cuecardWithInput(request('Hi'), 'explain', folder, '-', ...options)

  expect(JSON.parse(stdout)).toMatchObject({
    call: 2,
    cue: 'then',
    verdicts: [
      { cue: 'once', outcome: 'misses', obstacle: 'it is spent, played 1 of 1 times', source: { line: 3 } },
      { cue: 'then', outcome: 'answers', differences: [] },
    ],
    reply: { status: 200 },
  })
})

test.each([
  { code: 'shadowed-cue', says: /^shadowed-cue: a finding .*\n {2}Every request.*\n {2}What to do: / },
  { code: 'rate_limited', says: /^ {2}openai: 429 requests rate_limit_exceeded$/m },
  { code: 'port_in_use', says: /an error that is thrown/ },
  { code: 'schema/maximum', says: /a rule of a contract/ },
])('explain $code says what it means and what to do', async ({ code, says }) => {
  const { code: exit, stdout } = await cuecard('explain', code)

  expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringMatching(says) })
})

test.each([
  { args: ['shadowd-cue'], says: 'there is no code shadowd-cue (did you mean shadowed-cue?)' },
  { args: [], says: 'explain needs scenarios and a request, or a code' },
  { args: ['scenarios'], says: 'explain needs scenarios and a request: scenarios is only one of them' },
  { args: ['scenarios', '-', '--header', 'x'], says: '--header is "x": write name: value' },
])('explain $args is misuse', async ({ args, says }) => {
  const { code, stderr } = await cuecard('explain', ...args)

  expect({ code, stderr }).toEqual({ code: 2, stderr: `cuecard: ${says}\nSee cuecard explain --help\n` })
})

test('a request that is no JSON is told with its place', async () => {
  const { code, stderr } = await cuecardWithInput('{"a": }', 'explain', 'scenarios', '-')

  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^<stdin>:1:7 error: .* \(bad-json\)/) })
})
