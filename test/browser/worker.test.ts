import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openSite, type Site } from './site.ts'

let browser: Browser | undefined
let site: Site | undefined
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  if (browser === undefined) return
  site = await openSite('page.ts')
  page = await browser.newPage()
  await page.goto(site.url)
  await page.waitForFunction('globalThis.page !== undefined')
  await page.evaluate('globalThis.page.start()')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  site?.close()
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
