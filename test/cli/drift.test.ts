import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../support/folder.ts'
import { cuecard } from './command-line.ts'

const openapi = `
openapi: 3.0.3
paths:
  /v1/chat/completions:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Request' }
components:
  schemas:
    Request:
      type: object
      required: [model, messages, tenant]
      properties:
        model: { type: string, minLength: 1 }
        messages: { type: array, minItems: 1, items: { type: object } }
        tenant: { type: string }
`

test('every difference from the document is a finding, until the list knows it', async () => {
  const folder = await folderOf({ 'openapi.yaml': openapi })
  const [file, list] = [join(folder, 'openapi.yaml'), join(folder, 'known.yaml')]

  const first = await cuecard('drift', '--openapi', file)
  const written = await cuecard('drift', '--openapi', file, '--allow', list, '--update')
  const second = await cuecard('drift', '--openapi', file, '--allow', list)

  expect(first.code).toBe(1)
  expect(first.stdout).toContain(
    `${file} error: request tenant: the provider says required string, the dialect nothing (drift-missing)\n`,
  )
  expect(written).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ known differences in /) })
  expect(second).toMatchObject({ code: 0, stdout: expect.stringMatching(/^no findings in \d+ differences, \d+ known/) })
})

test('a new difference is the only finding, and reasons survive an update', async () => {
  const folder = await folderOf({
    'openapi.yaml': openapi,
    'newer.yaml': openapi.replace('minItems: 1', 'minItems: 2'),
  })
  const list = join(folder, 'known.yaml')
  await cuecard('drift', '--openapi', join(folder, 'openapi.yaml'), '--allow', list, '--update')
  const newer = ['drift', '--openapi', join(folder, 'newer.yaml'), '--allow', list]

  const { code, stdout } = await cuecard(...newer)
  await cuecard(...newer, '--update')

  expect(code).toBe(1)
  expect(stdout).toContain('request messages: the provider says minItems 2, the dialect minItems 1 (drift-range)\n')
  expect(stdout).toContain('1 finding')
  expect(await readFile(list, 'utf8')).toContain('at: messages\n')
})

test.each([
  [['drift'], 2, 'drift needs a document: --openapi FILE'],
  [['drift', '--openapi', 'a.yaml', '--update'], 2, '--update needs the list that it writes'],
  [['drift', '--openapi', 'a.yaml', '--dialect', 'gatewy'], 2, 'there is no dialect gatewy (did you mean gateway?)'],
  [['drift', '--openapi', 'LICENSE'], 1, 'bad-document'],
  [['drift', '--openapi', 'package.json'], 1, 'it has no `paths`: is it an OpenAPI document?'],
  [['drift', '--openapi', 'nowhere.yaml'], 2, 'there is no file nowhere.yaml'],
])('what cannot be compared says why: %j', async (args, code, message) => {
  const ended = await cuecard(...args)

  expect(ended).toMatchObject({ code, stderr: expect.stringContaining(message) })
})
