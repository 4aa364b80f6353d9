import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadScenarios } from '../../src/adapters/files.ts'
import { folderOf } from '../support/folder.ts'

const scenario = (name: string): string =>
  `cuecard: 1\nname: ${name}\ncues:\n  - name: greets\n    reply: { content: Hello }\n`

const files = {
  'b.yaml': scenario('b'),
  'a.yml': scenario('a'),
  'c.json': JSON.stringify({ cuecard: 1, name: 'c', cues: [{ name: 'x', reply: { content: 'Hi' } }] }),
  'notes.md': '# no scenario',
  'deep/er/d.yaml': scenario('d'),
  'node_modules/x/e.yaml': 'no: scenario',
  '.hidden/f.yaml': 'no: scenario',
}

test.each([
  ['.', ['a', 'b', 'c', 'd']],
  ['b.yaml', ['b']],
  ['deep', ['d']],
  ['*.yaml', ['b']],
  ['**/*.yaml', ['b', 'd']],
  ['./**/*.{yaml,yml}', ['a', 'b', 'd']],
  ['deep/**', ['d']],
  ['de?p/er/[c-e].yaml', ['d']],
  [
    ['c.json', '*.json', 'b.yaml'],
    ['b', 'c'],
  ],
])('%j finds %j, in path order', async (patterns, names) => {
  const cwd = await folderOf(files)

  const scenarios = await loadScenarios(patterns, { cwd })

  expect(scenarios.map(({ name }) => name)).toEqual(names)
})

test.each([
  ['nowhere.yaml', "'nowhere.yaml' does not exist"],
  ['*.txt', "'*.txt' holds no .yaml, .yml, .json file"],
  ['empty', "'empty' holds no .yaml, .yml, .json file"],
])('%s matches nothing, which is an error', async (pattern, message) => {
  const cwd = await folderOf({ 'empty/notes.md': '' })

  await expect(loadScenarios(pattern, { cwd })).rejects.toMatchObject({
    code: 'no_files',
    message: expect.stringContaining(message),
  })
})

test('a file in another encoding is told with the place of the first letter that shows it', async () => {
  const cwd = await folderOf({})
  await writeFile(join(cwd, 'latin.yaml'), Buffer.from(scenario('a').replace('Hello', 'Grüße'), 'latin1'))
  await writeFile(join(cwd, 'wide.yaml'), Buffer.from(`\uFEFF${scenario('b')}`, 'utf16le'))

  await expect(loadScenarios('.', { cwd })).rejects.toThrow(
    'latin.yaml:5:25 error: the file is not in UTF-8: save it as UTF-8 (bad-encoding)\n' +
      'wide.yaml:1:1 error: the file is not in UTF-8: save it as UTF-8 (bad-encoding)',
  )
})

test('the findings of all files are reported together', async () => {
  const cwd = await folderOf({
    'a.yaml': 'cuecard: 1\ncues: 7\n',
    'b.yaml': scenario('b'),
    'sub/c.yaml': 'cuecard: 1\ncuse: []\n',
  })

  const failure = await loadScenarios('.', { cwd }).catch((error: unknown) => error)

  expect(failure).toMatchObject({ code: 'bad_scenario' })
  expect(
    new Set((failure as { findings: { source: { file: string } }[] }).findings.map(({ source }) => source.file)),
  ).toEqual(new Set(['a.yaml', 'sub/c.yaml']))
})

test('cues of JSON files have places when they are asked for', async () => {
  const cwd = await folderOf({ 'a.json': '{ "cuecard": 1,\n  "cues": [\n    { "reply": { "content": "Hi" } }] }' })

  const sources = [await loadScenarios('a.json', { cwd }), await loadScenarios('a.json', { cwd, places: true })].map(
    ([scenario]) => scenario?.cues[0]?.source,
  )

  expect(sources).toEqual([{ file: 'a.json' }, { file: 'a.json', line: 3, column: 5 }])
})
