import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openSite, type Site } from './site.ts'

let browser: Browser | undefined
let site: Site | undefined

beforeAll(async () => {
  browser = await openBrowser()
  if (browser !== undefined) site = await openSite('strict-page.ts', { 'content-security-policy': "script-src 'self'" })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  site?.close()
})

test('on a page that forbids new Function contracts hold all the same', async (context) => {
  if (browser === undefined || site === undefined) return context.skip()
  const page = await browser.newPage()
  const lines: string[] = []
  page.on('console', (message) => lines.push(message.text()))

  await page.goto(site.url)
  const answers: string[] = JSON.parse((await page.locator('main').textContent()) ?? '[]')

  const [tooHot, unknown, made] = answers.map((text) => JSON.parse(text))
  expect(tooHot.error).toEqual({
    message: "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
    type: 'invalid_request_error',
    param: 'temperature',
    code: 'decimal_above_max_value',
  })
  expect(unknown.error).toMatchObject({ message: "Unknown parameter: 'zzz'.", param: 'zzz' })
  expect(JSON.parse(made.choices[0].message.content)).toEqual({
    name: expect.stringMatching(/^[A-Z][a-z]+$/),
    age: expect.any(Number),
  })
  expect(lines).toEqual(['cuecard: this page forbids new Function; schemas are interpreted, slower, to the same end.'])
})
