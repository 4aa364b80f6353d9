import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseContract, type ContractExchange } from '../../src/checks/contract-file.ts'
import { folderOf } from '../support/folder.ts'
import { cuecard } from './command-line.ts'

const scenario = `cuecard: 1
cues:
  - name: greets
    when: { user: { contains: hello } }
    reply: { content: Hi! }
  - name: is busy
    when: { user: busy }
    error: rate_limited
`

/** Sends these bodies one after the other. */
const sending = (bodies: readonly object[]): readonly string[] => [
  '--',
  process.execPath,
  '--input-type=module',
  '-e',
  `for (const body of ${JSON.stringify(bodies)})
    await fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-live-1234567890abcdef', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then((response) => response.text())`,
]

const ask = (content: unknown, more: object = {}): object => ({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content }],
  ...more,
})

const exchangesIn = async (file: string): Promise<readonly ContractExchange[]> => {
  const { exchanges } = await parseContract(await readFile(file, 'utf8'), file)
  return exchanges.map(({ source: _source, ...exchange }) => exchange)
}

test('a contract has one exchange for each kind of request, with the cue that answered', async () => {
  const folder = await folderOf({ 'shop.yaml': scenario })
  const file = join(folder, 'contracts/shop.yaml')
  const bodies = [
    ask('hello'),
    ask('hello again'),
    ask('hello', { stream: true }),
    ask('busy'),
    ask('x'),
    ask('x', { n: 200 }),
  ]

  await cuecard('run', '--contract', file, join(folder, 'shop.yaml'), ...sending(bodies))

  const chat = { method: 'POST', path: '/chat/completions' }
  expect(await exchangesIn(file)).toEqual([
    { name: 'greets', cue: 'greets', request: { ...chat, body: bodies[0] }, expect: { status: 200 } },
    {
      name: 'greets, streamed',
      cue: 'greets',
      request: { ...chat, body: bodies[2] },
      expect: { status: 200, stream: true },
    },
    {
      name: 'is busy',
      cue: 'is busy',
      needs: ['rate_limited'],
      request: { ...chat, body: bodies[3] },
      expect: { status: 429, error: { type: 'requests', code: 'rate_limit_exceeded' } },
    },
    {
      name: 'is refused: model-caps at n',
      request: { ...chat, body: bodies[5] },
      expect: { status: 400, error: { type: 'invalid_request_error', code: 'integer_above_max_value', param: 'n' } },
    },
    { name: 'made up by gpt-4o-mini', request: { ...chat, body: bodies[4] }, expect: { status: 200 } },
  ])
})

test('nothing of a key, a person or a long text is written', async () => {
  const file = join(await folderOf({}), 'contract.json')
  const body = ask(
    `I am anna@shop.example, my key is sk-proj-1234567890, card 4111 1111 1111 1111, ticket T-7. ${'Word '.repeat(500)}`,
    {
      user: 'anna',
      metadata: { plan: 'gold' },
    },
  )

  await cuecard('run', '--contract', file, '--redact', String.raw`T-\d+`, ...sending([body]))

  const text = await readFile(file, 'utf8')
  expect(text).not.toMatch(/anna|1234567890|4111|T-7|gold/)
  expect(text.length).toBeLessThan(1_000)
  const [exchange] = await exchangesIn(file)
  expect(exchange?.request.body).toMatchObject({
    messages: [
      {
        content: expect.stringContaining(
          'I am someone@example.com, my key is sk-redacted, card [number], ticket [redacted]. Word',
        ),
      },
    ],
    user: 'someone',
    metadata: { plan: '…' },
  })
})

test('names and needs that people have given stay, and what is no longer asked goes', async () => {
  const folder = await folderOf({ 'shop.yaml': scenario })
  const file = join(folder, 'contract.yaml')
  const run = (...bodies: readonly object[]) =>
    cuecard('run', '--contract', file, join(folder, 'shop.yaml'), ...sending(bodies))
  await run(ask('hello'), ask('x'))
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replace('- name: greets', '- name: says hello\n    needs: [a model]'),
  )

  await run(ask('busy'), ask('hello you'))

  expect((await exchangesIn(file)).map(({ name, needs }) => ({ name, needs }))).toEqual([
    { name: 'says hello', needs: ['a model'] },
    { name: 'is busy', needs: ['rate_limited'] },
  ])
})

test('a contract that cannot be read stops the run before the program starts', async () => {
  const folder = await folderOf({ 'contract.yaml': 'cuecard: contract\nversion: 2\n' })

  const { code, stdout, stderr } = await cuecard(
    'run',
    '--contract',
    join(folder, 'contract.yaml'),
    '--',
    'echo',
    'ran',
  )

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('contract.yaml:2:10 error: version is 2: write 1')
})
