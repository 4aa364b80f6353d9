import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { html } from '../../src/checks/reports/html.ts'
import { observe } from '../../src/checks/run/observe.ts'
import { reportRun } from '../../src/checks/run/run-report.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { mistakes } from '../support/broken-app.data.ts'
import { folderOf } from '../support/folder.ts'
import { launch } from './launch.ts'

const browser = await launch()

afterAll(() => browser?.close())

/** The address of the report on an app that gets everything wrong. */
const writtenReport = async (): Promise<string> => {
  const cuecard = createCuecard({
    scenarios: [{ cuecard: 1, cues: [{ name: 'never', when: { user: 'x' }, reply: {} }] }],
  })
  const observer = observe(cuecard)
  for (const { broken } of mistakes)
    await cuecard.fetch(`https://api.openai.com/v1${broken.path ?? '/chat/completions'}`, {
      method: broken.method ?? 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...broken.headers },
      body: typeof broken.body === 'string' ? broken.body : JSON.stringify(broken.body),
    })
  const report = await reportRun(observer.record(), { scenarios: 1, files: [] })
  const file = join(await folderOf({}), 'report.html')
  await writeFile(file, html.render({ command: 'run', version: '1.2.3', ...report }))
  return pathToFileURL(file).href
}

const phone = { width: 375, height: 667 }
const small = { width: 320, height: 568 }
const desk = { width: 1280, height: 800 }

test.runIf(browser).for([
  { what: 'a phone', viewport: phone, colorScheme: 'light' },
  { what: 'a small phone at night', viewport: small, colorScheme: 'dark' },
  { what: 'a desk', viewport: desk, colorScheme: 'light' },
] as const)('the report can be read on $what', async ({ viewport, colorScheme }) => {
  const context = await browser!.newContext({ viewport, colorScheme })
  const page = await context.newPage()
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  const url = await writtenReport()

  await page.goto(url)

  expect(await page.locator('.findings > li.error').count()).toBe(25)
  expect(await page.locator('.findings > li.warning').count()).toBe(1)
  expect(asked).toEqual([url])
  expect(complaints).toEqual([])
  // Read from top to bottom: nothing sticks out to the side, nothing is too small.
  const seen = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth - innerWidth,
    sizes: [...document.querySelectorAll('main *')].map((element) => parseFloat(getComputedStyle(element).fontSize)),
    ink: getComputedStyle(document.body).color,
  }))
  expect(seen.width).toBeLessThanOrEqual(0)
  expect(Math.min(...seen.sizes)).toBeGreaterThanOrEqual(12)
  expect(seen.ink).toBe(colorScheme === 'dark' ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)')
  await page.locator('summary').first().click()
  expect(await page.locator('details p').first().isVisible()).toBe(true)
  await context.close()
})
