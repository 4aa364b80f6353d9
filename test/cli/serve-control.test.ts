import { expect, onTestFinished, test } from 'vitest'
import { cuecard, served } from './command-line.ts'

const serving = async (...args: readonly string[]): Promise<{ readonly url: string; readonly greeting: string }> => {
  const server = await served(...args)
  onTestFinished(() => server[Symbol.asyncDispose]())
  return { url: server.baseUrl.replace('/v1', ''), greeting: server.greeting.join('\n') }
}

test('serve says where its page is', async () => {
  const { url, greeting } = await serving()

  const page = await fetch(`${url}/`, { headers: { accept: 'text/html' } })

  expect(greeting).toContain(`${url}/\n`)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
})

test('--control-token lets those in who send it, and never shows it', async () => {
  const { url, greeting } = await serving('--control-token', 'open-sesame')

  const statuses = await Promise.all(
    [undefined, 'sesame', 'open-sesame'].map(async (token) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
      return (await fetch(`${url}/_cuecard/calls`, { headers })).status
    }),
  )

  expect(statuses).toEqual([401, 401, 200])
  expect(greeting).not.toContain('sesame')
})

test('a token that no client could send stops serve', async () => {
  const { code, stderr } = await cuecard('serve', '--port', '0', '--control-token', 'two words')

  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('control token') })
})
