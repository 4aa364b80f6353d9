import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../../src/adapters/node.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { brokenProvider, ofCompletion, put } from '../support/broken-provider.ts'
import { folderOf } from '../support/folder.ts'
import { cuecard } from './command-line.ts'

/** A healthy service until the test ends, and what it was asked. */
const healthy = async (options: Parameters<typeof createCuecard>[0] = {}) => {
  const service = createCuecard(options)
  const listener = await listen(service, { port: 0 })
  onTestFinished(() => listener.close())
  return { baseUrl: listener.baseUrl, service }
}

const serverOf = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}/v1`
}

const contract = `
cuecard: contract
version: 1
dialect: openai
exchanges:
  - name: greets
    request:
      method: POST
      path: /chat/completions
      headers: { authorization: Bearer sk-from-the-file, host: elsewhere.test }
      body: { model: gpt-4o, messages: [{ role: user, content: Hello }] }
    expect: { status: 200 }
  - name: streams
    request:
      method: POST
      path: /chat/completions
      body: { model: gpt-4o, messages: [{ role: user, content: Hello }], stream: true }
    expect: { status: 200, stream: true }
  - name: refuses
    request: { method: POST, path: /chat/completions, body: { model: gpt-4o } }
    expect: { status: 400, error: { type: invalid_request_error, param: messages } }
  - name: sees
    needs: [vision]
    request:
      method: POST
      path: /chat/completions
      body: { model: gpt-4o, messages: [{ role: user, content: Look }] }
    expect: { status: 200 }
`

const contractIn = async (text = contract): Promise<string> => join(await folderOf({ 'app.yaml': text }), 'app.yaml')

test('a healthy service passes the tour, and nothing but the result is printed', async () => {
  const { baseUrl } = await healthy()

  const ended = await cuecard('verify', '--target', baseUrl)

  expect(ended).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^no findings in (\d+) exchanges, \1 passed, 0 skipped, 0 left out, \1 calls, \d+ tokens\n$/,
    ),
    stderr: '',
  })
})

test('a contract is played; what it needs is skipped until somebody says that it is there', async () => {
  const { baseUrl } = await healthy()
  const file = await contractIn()

  const without = await cuecard('verify', '--target', baseUrl, file)
  const having = await cuecard('verify', '--target', baseUrl, '--have', 'audio, vision', file)

  expect(without).toMatchObject({ code: 0, stdout: expect.stringContaining('not played, needs vision: sees\n') })
  expect(having).toMatchObject({ code: 0, stdout: expect.stringContaining('4 exchanges, 4 passed, 0 skipped') })
})

test('examples of cues and fixtures are played, plain and streamed', async () => {
  const { baseUrl, service } = await healthy()
  const request = '{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]}'
  const folder = await folderOf({
    'cues.yaml': `cuecard: 1\ncues:\n  - example: ${request}\n    reply: { content: Hi }\n`,
    'fixtures/openai/hello.request.json': request,
    'fixtures/gateway/hello.request.json': '{}',
  })

  const { code } = await cuecard(
    'verify',
    '--target',
    baseUrl,
    '--fixtures',
    `${folder}/fixtures`,
    `${folder}/cues.yaml`,
  )

  expect(code).toBe(0)
  const streams = service.scope('verify').calls.filter(({ request }) => request.json?.['stream'] === true)
  expect([service.scope('verify').calls.length, streams.length]).toEqual([4, 2])
})

test('a difference is reported with its pointer and both values, in every form that is asked for', async () => {
  const baseUrl = await brokenProvider({
    breaks: ofCompletion((completion) => put(completion, ['usage', 'total_tokens'], 1)),
  })
  const file = await contractIn()
  const folder = await folderOf({})

  const reports = [
    '--report',
    `json=${folder}/out/report.json`,
    '--report',
    `junit=${folder}/report.xml`,
    '--report',
    'github',
  ]
  const { code, stdout } = await cuecard('verify', '--target', baseUrl, ...reports, file)

  expect(code).toBe(1)
  expect(stdout).toMatch(
    /app\.yaml:6:5 error: greets: \/usage\/total_tokens: expected \d+, the sum of .+, got 1 \(usage-sums\)/,
  )
  expect(stdout).toMatch(/^::error file=.*app\.yaml,line=6,col=5,title=usage-sums::greets/m)
  expect(await readFile(`${folder}/report.xml`, 'utf8')).toContain('usage-sums')
  expect(JSON.parse(await readFile(`${folder}/out/report.json`, 'utf8'))).toMatchObject({
    exchanges: 4,
    passed: 2,
    findings: [{ code: 'usage-sums', exchange: 'greets', pointer: '/usage/total_tokens', got: 1 }],
    skipped: [{ name: 'sees', reason: 'needs vision' }],
  })
})

test('the key goes to the target alone: no redirect is followed, no file can send it elsewhere', async () => {
  const asked: IncomingMessage[] = []
  const other = await serverOf((request, response) => {
    asked.push(request)
    response.end()
  })
  const keys = new Set<string>()
  const baseUrl = await serverOf((request, response) => {
    keys.add(`${request.headers.host} ${request.headers.authorization}`)
    response.writeHead(307, { location: other }).end()
  })
  process.env['VERIFY_KEY'] = 'sk-secret'
  onTestFinished(() => void delete process.env['VERIFY_KEY'])

  const { stdout } = await cuecard('verify', '--target', baseUrl, '--api-key-env', 'VERIFY_KEY', await contractIn())

  expect(stdout).toContain(`status: expected 200 (redirects to ${other} are not followed), got 307`)
  expect([...keys]).toEqual([`${new URL(baseUrl).host} Bearer sk-secret`])
  expect(asked).toEqual([])
})

test('a key that is refused ends the run, and is not printed', async () => {
  let calls = 0
  const baseUrl = await serverOf((request, response) => {
    calls++
    const error = {
      message: `wrong: ${request.headers.authorization}`,
      type: 'invalid_request_error',
      param: null,
      code: null,
    }
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
  })
  const { code, stdout } = await cuecard('verify', '--target', baseUrl, '--concurrency', '1')

  expect({ code, calls }).toEqual({ code: 1, calls: 1 })
  expect(stdout).toContain('got "401 wrong: Bearer sk-…"')
  expect(stdout).toContain('not played, the key was refused: tour: a text, streamed')
})

test('a service that cannot be reached is asked once', async () => {
  const { code, stdout } = await cuecard('verify', '--target', 'http://127.0.0.1:1/v1')

  expect(code).toBe(1)
  expect(stdout).toContain('tour: a text: expected an answer, got "connect ECONNREFUSED 127.0.0.1:1" (no-answer)')
  expect(stdout).toMatch(/^1 finding in /m)
})

test('a model that the key may not use is skipped; when nothing is left, nothing is verified', async () => {
  const { baseUrl } = await healthy({ models: ['gpt-4.1'] })
  const file = await contractIn(contract.replace(/ {2}- name: refuses[^]+/, ''))

  const { code, stdout } = await cuecard('verify', '--target', baseUrl, file)

  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: expect.stringContaining('not played, needs model access: greets; streams'),
  })
  expect(stdout).toContain('nothing was verified')
})

test('a budget is kept, and what it leaves out is said', async () => {
  const { baseUrl, service } = await healthy()

  const { code, stdout } = await cuecard(
    'verify',
    '--target',
    baseUrl,
    '--budget',
    'calls=3, tokens=100000',
    '--concurrency',
    '2',
  )

  expect(code).toBe(0)
  expect(service.scope('verify').calls.length).toBe(3)
  expect(stdout).toMatch(/^not played, the budget is spent: .+ and \d+ more\nno findings in \d+ exchanges, 3 passed/)
})

test('a run that is resumed plays what has not passed, and not what has', async () => {
  let isBroken = true
  const asked: string[] = []
  const baseUrl = await brokenProvider({
    breaks: (answer, body) => {
      asked.push('stream' in body ? 'streams' : 'messages' in body ? 'greets' : 'refuses')
      return isBroken && answer.status === 400 ? { ...answer, body: '{}' } : answer
    },
  })
  const file = await contractIn()
  const results = join(await folderOf({}), 'results.json')
  const args = ['verify', '--target', baseUrl, '--resume', results, '--concurrency', '1', file]

  const first = await cuecard(...args)
  isBroken = false
  const second = await cuecard(...args)
  const third = await cuecard(...args)

  expect([first.code, second.code, third.code]).toEqual([1, 0, 0])
  expect(asked).toEqual(['greets', 'streams', 'refuses', 'refuses'])
  expect(third.stdout).toContain('4 exchanges, 3 passed, 3 passed before, 1 skipped, 0 left out, 0 calls')
})

test('a warning fails only whoever asks for it', async () => {
  const baseUrl = await brokenProvider({ breaks: ofCompletion((completion) => ({ ...completion, x_extra: 1 })) })
  const file = await contractIn()

  const usual = await cuecard('verify', '--target', baseUrl, file)
  const strict = await cuecard('verify', '--target', baseUrl, '--fail-on', 'warning', file)

  expect(usual.stdout).toContain('warning: greets: /x_extra: expected no such member, got 1')
  expect([usual.code, strict.code]).toEqual([0, 1])
})

test('an answer that takes too long is a finding', async () => {
  const baseUrl = await brokenProvider({ breaks: (answer) => ({ ...answer, end: 'hang' }) })

  const { code, stdout } = await cuecard('verify', '--target', baseUrl, '--timeout', '100', await contractIn())

  expect(code).toBe(1)
  expect(stdout).toContain('greets: expected an answer, got "nothing within 100 ms" (no-answer)')
})

test('whoever names a dialect is asked in no other', async () => {
  const { baseUrl } = await healthy({ dialect: 'gateway' })

  const { code, stdout } = await cuecard('verify', '--target', baseUrl, '--dialect', 'gateway', await contractIn())

  expect(code).toBe(1)
  expect(stdout).toContain('not played, needs dialect openai: greets; streams; refuses; sees')
})

test.each([
  { args: [], says: 'verify needs --target' },
  { args: ['--target', 'localhost'], says: '--target is "localhost": write a base URL such as' },
  { args: ['--target', 'http://127.0.0.1:1', '--api-key-env', 'NO_SUCH_KEY'], says: 'NO_SUCH_KEY is not set' },
  { args: ['--target', 'http://127.0.0.1:1', '--dialect', 'open-ai'], says: 'did you mean openai?' },
  { args: ['--target', 'http://127.0.0.1:1', '--budget', 'calls'], says: '--budget is "calls": write calls=50' },
  { args: ['--target', 'http://127.0.0.1:1', '--report', 'junti=x'], says: 'did you mean junit?' },
  { args: ['--target', 'http://127.0.0.1:1', '--resume', 'package.json'], says: 'which verify has not written' },
])('$args is answered with what to do', async ({ args, says }) => {
  const { code, stdout, stderr } = await cuecard('verify', ...args)

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(says)
})

test('what run has written of an app is what verify plays', async () => {
  const { baseUrl } = await healthy()
  const file = join(await folderOf({}), 'app.yaml')
  const app = `fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    body: '{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}],"stream":true}',
  }).then((response) => response.text())`
  await cuecard('run', '--contract', file, '--', process.execPath, '-e', app)

  const { code, stdout } = await cuecard('verify', '--target', baseUrl, file)

  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^no findings in 1 exchange, 1 passed/) })
})
