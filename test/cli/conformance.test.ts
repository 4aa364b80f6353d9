import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { cuecard, served } from './command-line.ts'

/** Starts a server on a free port for as long as the test runs. */
const serverOf = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('cuecard itself does with every request of the list what its service does', async () => {
  const { code, stdout } = await cuecard('conformance', '--format', 'json')

  const { score, results } = JSON.parse(stdout)
  expect(score.cases).toBeGreaterThanOrEqual(250)
  expect({ code, score }).toEqual({
    code: 0,
    score: {
      cases: results.length,
      refused: results.length,
      exact: results.length,
      accepted: results.length,
      told_apart: results.length,
    },
  })
})

test.each([
  { path: '/v1', dialect: 'openai', strictness: 'practical' },
  { path: '/reseller/v1', dialect: 'reseller', strictness: 'literal' },
])('so does its server at $path, at $strictness', async ({ path, dialect, strictness }) => {
  await using server = await served()
  const target = server.baseUrl.replace('/v1', path)

  const level = ['--dialect', dialect, '--strictness', strictness]

  const { code, stdout } = await cuecard('conformance', '--target', target, '--only', 'transport', ...level)

  expect(stdout).toMatch(/^(\d+) requests that break one rule each\n( +\1 of \1 .+\n){4}$/)
  expect(code).toBe(0)
})

test('a server that accepts everything fails, and is told of everything', async () => {
  await using server = await serverOf((request, response) => request.resume().on('end', () => response.end('{}')))

  const { code, stdout } = await cuecard('conformance', '--target', server.baseUrl, '--only', '^no model$')

  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: [
      'openai: schema/required (1)',
      '  no model',
      '    expected status 400, got 200',
      '',
      '1 requests that break one rule each',
      '  0 of 1  refused with the right status',
      '  0 of 1  refused with the right status and error',
      '  1 of 1  accepted once mended',
      '  0 of 1  refused, and accepted once mended',
      '',
    ].join('\n'),
  })
})

test('a server that hangs fails in the time that is given', async () => {
  await using server = await serverOf(() => {})

  const only = ['--only', '^no model$', '--timeout', '50']

  const { code, stdout } = await cuecard('conformance', '--target', server.baseUrl, ...only)

  expect(code).toBe(1)
  expect(stdout).toContain('    no answer within 50 ms\n    mended: no answer within 50 ms\n')
})

test('a redirect is not followed, so that the key stays with the target', async () => {
  const keys: unknown[] = []
  await using other = await serverOf((request, response) => {
    keys.push(request.headers.authorization)
    response.end()
  })
  await using server = await serverOf((_request, response) =>
    response.writeHead(307, { location: other.baseUrl }).end(),
  )

  const { stdout } = await cuecard('conformance', '--target', server.baseUrl, '--only', '^no model$')

  expect(stdout).toContain('expected status 400, got 307')
  expect(keys).toEqual([])
})

test.each([
  {
    args: ['--target', 'http://127.0.0.1:1/v1'],
    says: 'http://127.0.0.1:1/v1 cannot be reached: connect ECONNREFUSED',
  },
  { args: ['--target', 'localhost'], says: '--target is "localhost": write a base URL such as' },
  { args: ['--target', 'http://127.0.0.1:1/v1', '--api-key-env', 'NO_SUCH_KEY'], says: 'NO_SUCH_KEY is not set' },
  { args: ['--dialect', 'open-ai'], says: 'there is no dialect open-ai (did you mean openai?)' },
  { args: ['--only', '('], says: '--only is no regular expression: (' },
  { args: ['--only', 'nothing like this'], says: '--only matches none' },
  { args: ['extra'], says: 'extra is more than conformance takes' },
])('$args is answered with what to do', async ({ args, says }) => {
  const { code, stdout, stderr } = await cuecard('conformance', ...args)

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(says)
})
