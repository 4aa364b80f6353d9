import { expect, onTestFinished, test } from 'vitest'
import { cuecard, served } from './command-line.ts'

const ask = (baseUrl: string): Promise<Response> =>
  fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello!' }] }),
  })

test('serve holds every key to the limits it is given', async () => {
  const server = await served('--rpm', '3', '--rpd', '200', '--tpm', '40000', '--tpd', '1000000')
  onTestFinished(() => server[Symbol.asyncDispose]())

  const { status, headers } = await ask(server.baseUrl)

  expect(status).toBe(200)
  expect(headers.get('x-ratelimit-limit-requests')).toBe('3')
  expect(headers.get('x-ratelimit-limit-tokens')).toBe('40000')
})

test.each([
  ['--rpm', '0'],
  ['--tpd', '1.5'],
])('%s %s is misuse', async (flag, value) => {
  const ended = await cuecard('serve', flag, value)

  expect(ended).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`${flag} is "${value}": write a whole number`),
  })
})
