import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cuecard } from './command-line.ts'

/** A folder with these files. */
const folderOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cuecard-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

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

test('a fixture that its own service would refuse is a finding', async () => {
  const folder = await folderOf({
    'good.yaml': 'cuecard: 1\ncues: []\n',
    'fixtures/openai/wrong.request.json': '{ "messages": [] }',
    'fixtures/openai/wrong.sse': 'data: {"id":3}\n\ndata: [DONE]\n\n',
  })

  const { code, stdout } = await cuecard('check', '--fixtures', join(folder, 'fixtures'), join(folder, 'good.yaml'))

  expect(code).toBe(1)
  expect(stdout).toMatch(/wrong\.request\.json error: .+ \(fixture-breaks-contract\)/)
  expect(stdout).toMatch(/wrong\.sse error: .+ \(fixture-breaks-contract\)/)
})

test('a folder without scenarios is named', async () => {
  const { code, stderr } = await cuecard('check', await folderOf({}))

  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('cuecard-') })
})
