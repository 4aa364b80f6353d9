import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scenarioFileSchema } from '../../src/scenario-file.ts'
import { cuecard, root } from './command-line.ts'

test('the schema of scenario files says what the registered endpoints, actions and faults say', async () => {
  const text = `${JSON.stringify(scenarioFileSchema, undefined, 2)}\n`

  await expect(text).toMatchFileSnapshot(join(root, 'schemas/cuecard/scenario.json'))
})

test('schema lists the names of all schemas', async () => {
  const { code, stdout } = await cuecard('schema')

  expect(code).toBe(0)
  expect(stdout.trimEnd().split('\n')).toEqual(
    expect.arrayContaining(['cuecard/scenario', 'openai/chat-completions.request', 'openai/chat-completions.chunk']),
  )
})

test('schema prints the schema of a name', async () => {
  const { code, stdout } = await cuecard('schema', 'openai/chat-completions.request')

  const file = readFileSync(join(root, 'schemas/openai/chat-completions.request.json'), 'utf8')
  expect({ code, value: JSON.parse(stdout) }).toEqual({ code: 0, value: JSON.parse(file) })
})

test('the last part of a name is enough where it is the only one', async () => {
  const { code, stdout } = await cuecard('schema', 'scenario')

  expect({ code, title: JSON.parse(stdout).title }).toEqual({ code: 0, title: 'cuecard scenario' })
})

test.each([
  { name: 'openai/chat-completion.request', says: '(did you mean openai/chat-completions.request?)' },
  { name: 'chat-completions.request', says: ': write gateway/chat-completions.request or openai-classic/chat' },
  { name: '../package', says: 'no schema is called ../package' },
])('schema $name is misuse', async ({ name, says }) => {
  const { code, stderr } = await cuecard('schema', name)

  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
})
