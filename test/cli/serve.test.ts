import { exec, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { folderOf } from '../support/folder.ts'
import { cuecard, root, served, type Served } from './command-line.ts'

const hello = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello!' }] }

const ask = (baseUrl: string, body: object = hello, key = 'sk-test'): Promise<Response> =>
  fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const serving = async (...args: readonly string[]): Promise<Served> => {
  const server = await served(...args)
  onTestFinished(() => server[Symbol.asyncDispose]())
  return server
}

/** The path of a scenario file with this text. */
const scenario = async (text: string): Promise<string> =>
  join(await folderOf({ 'scenario.yaml': text }), 'scenario.yaml')

const greeter = `
cuecard: 1
name: greeter
cues:
  - name: greets
    when: { user: { contains: hello } }
    reply: { content: Good morning! }
`

test('serve without arguments answers, says how to try it and logs the call', async () => {
  const server = await serving()

  const { status } = await ask(server.baseUrl, { ...hello, messages: [{ role: 'user', content: 'zzz' }] })

  expect(status).toBe(200)
  expect(server.greeting[0]).toBe(`cuecard answers at ${server.baseUrl}`)
  expect(server.greeting[1]).toMatch(/^\d+ cues in \d+ scenarios: .*\(\d+\)/)
  expect(await server.nextLine()).toMatch(/^POST {2}\/v1\/chat\/completions {2}generated {2}200 {2}\d+\.\d ms$/)
})

test('the curl to try works as it stands', async () => {
  const server = await serving(await scenario(greeter))

  const { stdout } = await promisify(exec)(server.greeting.at(-1) ?? '')

  expect(JSON.parse(stdout)).toMatchObject({ choices: [{ message: { content: 'Good morning!' } }] })
})

test('a log line names the cue and never the key', async () => {
  const server = await serving('--log', 'json', '--api-key', 'sk-very-secret-key', await scenario(greeter))

  await ask(server.baseUrl, hello, 'sk-very-secret-key')
  const line = await server.nextLine()

  expect(server.greeting.map((text) => JSON.parse(text))).toEqual([
    { event: 'listening', base_url: server.baseUrl, scenarios: 1, cues: 1 },
  ])
  expect(JSON.parse(line)).toMatchObject({ event: 'call', cue: 'greets', status: 200, end: 'complete' })
  expect(line).not.toContain('secret')
})

test('--api-key keeps other keys out', async () => {
  const server = await serving('--api-key', 'sk-one', '--api-key', 'sk-two')

  const statuses = await Promise.all(
    ['sk-one', 'sk-two', 'sk-three'].map(async (key) => (await ask(server.baseUrl, hello, key)).status),
  )

  expect(statuses).toEqual([200, 200, 401])
})

test('--unmatched error refuses what no cue expects', async () => {
  const server = await serving('--unmatched', 'error', await scenario(greeter))

  const response = await ask(server.baseUrl, { ...hello, messages: [{ role: 'user', content: 'Bye!' }] })

  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    error: { code: 'no_matching_cue', message: expect.stringContaining('user: wanted contains "hello", got "Bye!"') },
  })
  expect(await server.nextLine()).toMatch(/^POST {2}\/v1\/chat\/completions {2}refused {2}404 /)
  expect(await server.nextLine()).toMatch(/^ {2}no cue answers\. The nearest:$/)
  expect(await server.nextLine()).toMatch(/^ {2}- "greets" \(.*scenario\.yaml:5:5\): user: wanted/)
  expect(await server.nextLine()).toBe('  This cue would answer:')
  expect(await server.nextLine()).toBe('    - name: "Bye"')
})

test('the same seed gives the same answer in another process', async () => {
  const servers = [await serving('--seed', '7'), await serving('--seed', '7'), await serving('--seed', '8')]

  const contents = await Promise.all(
    servers.map(async ({ baseUrl }) => {
      const response = await ask(baseUrl, { ...hello, messages: [{ role: 'user', content: 'Tell me a story.' }], n: 3 })
      const { choices } = (await response.json()) as { choices: { message: { content: string } }[] }
      return choices.map(({ message }) => message.content).join('\n')
    }),
  )

  expect(contents[1]).toBe(contents[0])
  expect(contents[2]).not.toBe(contents[0])
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s lets open replies end and exits with 0', async (signal) => {
  const slow = `${greeter}    stream: { time_to_first_token: 300ms }\n`
  const server = await serving(await scenario(slow))
  const response = await ask(server.baseUrl, { ...hello, stream: true })

  server.signal(signal)

  expect(await response.text()).toContain('data: [DONE]')
  expect(await server.ended()).toBe(0)
})

test('an open reply may take its time after a Ctrl-C', async () => {
  const slow = `${greeter}    stream: { time_to_first_token: 2500ms }\n`
  const server = await serving(await scenario(slow))
  const response = await ask(server.baseUrl, { ...hello, stream: true })

  server.signal('SIGINT')

  expect(await response.text()).toContain('data: [DONE]')
  expect(await server.ended()).toBe(0)
})

test('a second Ctrl-C ends an open reply', async () => {
  const stuck = `${greeter}    stream: { time_to_first_token: 1h }\n`
  const server = await serving(await scenario(stuck))
  const response = await ask(server.baseUrl, { ...hello, stream: true })
  // A response that nobody holds any more is collected, and its connection closed.
  onTestFinished(() => void response.body?.cancel().catch(() => undefined))

  server.signal('SIGINT')
  const timer = setInterval(() => server.signal('SIGINT'), 50)
  onTestFinished(() => clearInterval(timer))

  expect(await server.ended()).toBe(130)
})

test('a bad scenario stops serve with all that is wrong with it', async () => {
  const file = await scenario('cuecard: 1\ncues:\n  - replly: {}\n  - reply: { content: 3 }\n')

  const { code, stdout, stderr } = await cuecard('serve', '--port', '0', file)

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/scenario\.yaml:3:\d+ error: /)
  expect(stderr).toMatch(/scenario\.yaml:4:\d+ error: /)
})

test('a condition on the body that never holds stops serve at its place', async () => {
  const file = await scenario(
    `${greeter}  - name: typed\n    when: { body: { type: strng } }\n    reply: { content: x }\n`,
  )

  const { code, stderr } = await cuecard('serve', '--port', '0', file)

  expect(code).toBe(1)
  expect(stderr).toMatch(
    /scenario\.yaml:9:13 error: cues\[1\]\.when\.body is no schema .*: write a JSON Schema; ajv says: /,
  )
})

test('a port in use is named', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo

  const { code, stderr } = await cuecard('serve', '--port', String(port))

  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(String(port)) })
  expect(stderr).not.toContain('    at ')
})

test('npm start ends with 0 when a terminal sends Ctrl-C to it and to all that it started', async () => {
  const npm = spawn('npm', ['start', '--silent', '--', '--port', '0'], { cwd: root, detached: true })
  onTestFinished(() => void npm.kill('SIGKILL'))
  const closed = once(npm, 'close')
  const greeting = createInterface({ input: npm.stdout })
  for await (const line of greeting) if (line.includes('curl')) break

  process.kill(-(npm.pid ?? Number.NaN), 'SIGINT')

  expect((await closed)[0]).toBe(0)
})

test.each(['pretty', 'json'])('an answer that the service would never give shows up in a %s log', async (log) => {
  const odd = greeter.replace('Good morning!', 'Good morning!, finish_reason: tool_calls')
  const server = await serving('--log', log, await scenario(odd))

  await ask(server.baseUrl)
  const lines = [await server.nextLine(), log === 'json' ? await server.nextLine() : await server.nextComplaint()]

  expect(lines[1]).toContain('reply-breaks-contract')
})
