import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { folderOf } from '../support/folder.ts'
import { served, type Served } from './command-line.ts'

const scenario = (content: string): string =>
  `cuecard: 1\nname: greeter\ncues: [{ name: greets, reply: { content: ${content} } }]\n`

const answerOf = async ({ baseUrl }: Served): Promise<string | undefined> => {
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }),
  })
  const { choices } = (await response.json()) as { choices: { message: { content: string } }[] }
  return choices[0]?.message.content
}

const lineWith = async (server: Served, part: string): Promise<string> => {
  let line = await server.nextLine()
  while (!line.includes(part)) line = await server.nextLine()
  return line
}

test('serve --watch answers by what is saved, and by the last good scenarios while it cannot be used', async () => {
  const file = join(await folderOf({ 'scenario.yaml': scenario('one') }), 'scenario.yaml')
  const server = await served('--watch', file)
  onTestFinished(() => server[Symbol.asyncDispose]())
  expect(await answerOf(server)).toBe('one')

  await writeFile(file, scenario('two'))
  expect(await lineWith(server, 'eloaded')).toBe('Reloaded: 1 cue in 1 scenario')
  expect(await answerOf(server)).toBe('two')

  await writeFile(file, scenario('three').replace('reply', 'replly'))
  expect(await lineWith(server, 'eloaded')).toBe('Not reloaded: the last scenarios that could be used are still served')
  expect(await server.nextComplaint()).toMatch(/scenario\.yaml:3:\d+ error: .*did you mean "reply"\? \(unknown-key\)/)
  expect(await answerOf(server)).toBe('two')

  await writeFile(file, scenario('four'))
  await lineWith(server, 'Reloaded')
  expect(await answerOf(server)).toBe('four')
})

test('a cue that passes calls through to nowhere is refused like one that cannot be read', async () => {
  const file = join(await folderOf({ 'scenario.yaml': scenario('one') }), 'scenario.yaml')
  const server = await served('--watch', file)
  onTestFinished(() => server[Symbol.asyncDispose]())

  await writeFile(file, 'cuecard: 1\ncues: [{ name: through, passthrough: true }]\n')
  await lineWith(server, 'Not reloaded')

  expect(await server.nextComplaint()).toBe(
    'the cue "through" passes calls through: name the service with --upstream\n',
  )
  expect(await answerOf(server)).toBe('one')
})

test('a condition on the body that never holds is refused when it is saved, too', async () => {
  const file = join(await folderOf({ 'scenario.yaml': scenario('one') }), 'scenario.yaml')
  const server = await served('--watch', file)
  onTestFinished(() => server[Symbol.asyncDispose]())

  await writeFile(file, 'cuecard: 1\ncues:\n  - when: { body: { type: strng } }\n    generate: {}\n')
  await lineWith(server, 'Not reloaded')

  expect(await server.nextComplaint()).toMatch(/scenario\.yaml:3:\d+ error: .*write a JSON Schema.*\(bad-body-schema\)/)
  expect(await answerOf(server)).toBe('one')
})

test('with --log json reloads are told as JSON', async () => {
  const file = join(await folderOf({ 'scenario.yaml': scenario('one') }), 'scenario.yaml')
  const server = await served('--watch', '--log', 'json', file)
  onTestFinished(() => server[Symbol.asyncDispose]())

  await writeFile(file, 'cuecard: 1\ncues: [{}]\n')
  expect(JSON.parse(await server.nextLine())).toMatchObject({
    event: 'not reloaded',
    findings: [{ code: 'missing-action' }],
  })

  await writeFile(file, scenario('two'))
  expect(JSON.parse(await server.nextLine())).toEqual({ event: 'reloaded', scenarios: 1, cues: 1 })
})
