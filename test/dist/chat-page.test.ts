import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../browser/launch.ts'
import { served, type Served } from '../cli/command-line.ts'
import { root } from './packed.ts'

const example = join(root, 'examples/front-end')

let browser: Browser | undefined
let server: Served

beforeAll(async () => {
  browser = await launch()
  server = await served(join(example, 'scenarios'))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server[Symbol.asyncDispose]()
})

test.for([
  { question: 'hello', shown: 'Hello! Ask me for a long story, or for trouble.' },
  { question: 'a story', shown: 'Once upon a time there was a server that took its time with every single word.' },
  { question: 'trouble', shown: '429: Rate limit reached' },
])('the page of the example, opened from the disk, shows $shown', async ({ question, shown }, context) => {
  if (browser === undefined) return context.skip()
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${pathToFileURL(join(example, 'index.html')).href}?api=${encodeURIComponent(server.baseUrl)}`)

  await page.getByLabel('Question').fill(question)
  await page.getByRole('button').click()
  await page.getByRole('status').filter({ hasText: shown }).waitFor()
  await page.close()

  expect(errors).toEqual([])
})
