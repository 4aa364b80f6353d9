import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser, type Page } from 'playwright-core'
import { build } from 'tsdown'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = new URL('../..', import.meta.url)
const files = new Map<string, { readonly type: string; readonly text: string }>()
let browser: Browser | undefined
let server: Server
let page: Page

/** The page and everything it imports as browser modules, as a user's bundler would make them. */
const bundle = async (): Promise<void> => {
  const outDir = await mkdtemp(join(tmpdir(), 'cuecard-page-'))
  const [built] = await build({
    entry: [new URL('page.ts', import.meta.url).pathname],
    outDir,
    platform: 'browser',
    format: 'esm',
    dts: false,
    config: false,
    logLevel: 'error',
    deps: { alwaysBundle: [/.*/] },
  })
  for (const chunk of built?.chunks ?? [])
    if (chunk.type === 'chunk') files.set(`/${chunk.fileName}`, { type: 'text/javascript', text: chunk.code })
  await rm(outDir, { recursive: true })
}

const serve = async (): Promise<string> => {
  files.set('/', {
    type: 'text/html',
    text: '<!doctype html><title>page</title><script type="module" src="/page.js"></script>',
  })
  const worker = await readFile(new URL('node_modules/msw/lib/mockServiceWorker.js', root), 'utf8')
  files.set('/mockServiceWorker.js', { type: 'text/javascript', text: worker })
  server = createServer((request, response) => {
    const file = files.get(request.url ?? '/')
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/` // an address, as the server listens on TCP
}

beforeAll(async () => {
  try {
    browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
  } catch (error) {
    process.stderr.write(`\nSKIPPED: the browser tests, because Chromium does not start here: ${String(error)}\n\n`)
    return
  }
  await bundle()
  page = await browser.newPage()
  await page.goto(await serve())
  await page.waitForFunction('globalThis.page !== undefined')
  await page.evaluate('globalThis.page.start()')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

const ask = async (
  body: object,
  headers?: object,
): Promise<{ status: number; text: string; pieces: number; error: string }> =>
  page.evaluate(
    `globalThis.page.ask(${JSON.stringify(body)}${headers === undefined ? '' : `, ${JSON.stringify(headers)}`})`,
  )

const user = (content: string, more: object = {}): object => ({
  model: 'gpt-4o',
  messages: [{ role: 'user', content }],
  ...more,
})

test('the worker answers a fetch on a page', async (context) => {
  if (browser === undefined) return context.skip()

  const { status, text } = await ask(user('Tell me about owls.'))

  expect(status).toBe(200)
  expect(JSON.parse(text)).toMatchObject({
    object: 'chat.completion',
    choices: [{ message: { content: expect.stringMatching(/owl/i) } }],
  })
})

test('the worker streams piece by piece', async (context) => {
  if (browser === undefined) return context.skip()

  const { text, pieces } = await ask(user('slow', { stream: true }))

  expect(text).toMatch(/^data: .*\n\n[\s\S]*data: \[DONE\]\n\n$/)
  expect(pieces).toBeGreaterThan(1)
})

test('a cut stream fails on the page after the events that were sent', async (context) => {
  if (browser === undefined) return context.skip()

  const { text, error } = await ask(user('cut', { stream: true }))

  expect(text).toContain('"content":" two"')
  expect(text).not.toContain('three')
  expect(error).toMatch(/TypeError/)
})

test('the worker generates structured output on a page', async (context) => {
  if (browser === undefined) return context.skip()
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' } },
    required: ['name'],
    additionalProperties: false,
  }

  const { text } = await ask(
    user('A name?', { response_format: { type: 'json_schema', json_schema: { name: 'n', strict: true, schema } } }),
  )

  expect(JSON.parse(JSON.parse(text).choices[0].message.content)).toEqual({ name: expect.any(String) })
})

test('the worker refuses a call without a key', async (context) => {
  if (browser === undefined) return context.skip()

  expect(await ask(user('hi'), {})).toMatchObject({ status: 401 })
})
