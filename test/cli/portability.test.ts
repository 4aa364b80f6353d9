import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../support/folder.ts'
import { cuecard, cuecardWithInput } from './command-line.ts'

const small = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello!' }] }

const fileOf = async (content: unknown): Promise<string> =>
  join(
    await folderOf({ 'request.json': typeof content === 'string' ? content : JSON.stringify(content) }),
    'request.json',
  )

test('a request that every dialect takes is no finding', async () => {
  const { code, stdout } = await cuecard('portability', await fileOf(small))

  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^(?:[a-z-]+: accepted\n)+$/) })
})

test('what breaks stands under the dialect with its place, rule and source', async () => {
  const file = await fileOf({ ...small, temperature: 3 })

  const { code, stdout } = await cuecard('portability', file, '--dialect', 'openai')

  expect({ code, stdout: stdout.split('\n') }).toEqual({
    code: 1,
    stdout: [
      'openai: refused',
      "  breaks   $.temperature  Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
      '           schema/maximum, How daring the sampling is (002; wire-format 3.5).',
      '',
    ],
  })
})

test('what is lost stands under the dialect, and control characters of a name do not reach the terminal', async () => {
  const file = await fileOf({ ...small, messages: [{ role: 'user', content: 'Hello!', '\u001b[31m': 1 }] })

  const { code, stdout } = await cuecard('portability', file, '--dialect', 'openai')

  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'openai: accepted\n  ignored  $.messages[0]["\\u001b[31m"]\n',
  })
})

test('the report as JSON comes from the standard input too', async () => {
  const { code, stdout } = await cuecardWithInput(
    JSON.stringify({ ...small, enable_thinking: true }),
    'portability',
    '-',
    '--format=json',
    '--dialect=openai',
  )

  expect({ code, report: JSON.parse(stdout) }).toEqual({
    code: 1,
    report: [
      {
        dialect: 'openai',
        accepted: false,
        violations: [
          {
            rule: 'schema/additionalProperties',
            path: '$.enable_thinking',
            severity: 'error',
            status: 400,
            message: "Unknown parameter: 'enable_thinking'.",
            source: expect.any(String),
          },
        ],
        ignored: [],
      },
    ],
  })
})

test('the document’s own request is taken at the literal level only', async () => {
  const file = join(import.meta.dirname, '../../fixtures/openai/all-fields.request.json')

  const practical = await cuecard('portability', file, '--dialect', 'openai')
  const literal = await cuecard('portability', file, '--dialect', 'openai', '--strictness', 'literal')

  expect([practical.code, literal.code]).toEqual([1, 0])
})

test('broken JSON is named with file, line and column', async () => {
  const file = await fileOf('{ "model": "gpt-4o",\n  "messages": [],\n}')

  const { code, stdout, stderr } = await cuecard('portability', file)

  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: `${file}:3:1 error: this is no JSON: expected a name in double quotes (bad-json)\n`,
  })
})

test('a file that does not exist is named', async () => {
  const { code, stderr } = await cuecard('portability', 'nowhere.json')

  expect({ code, stderr }).toEqual({ code: 2, stderr: 'cuecard: there is no file nowhere.json\n' })
})

test.each([
  { args: [], says: 'portability needs a request: the name of a file, or -' },
  { args: ['-', '--dialect', 'openai,opena'], says: 'there is no dialect opena (did you mean openai?)' },
  { args: ['-', '--strictness', 'lax'], says: '--strictness is "lax": write practical or literal' },
])('$args is misuse', async ({ args, says }) => {
  const { code, stderr } = await cuecard('portability', ...args)

  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
})
