import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { served, type Served } from '../cli/command-line.ts'
import { launch, serveEmptyPage } from './launch.ts'

const scenario = `
cuecard: 1
name: <b>"support"</b>
cues:
  - name: greets
    when: { user: hello }
    reply: { content: Good morning! }
  - name: apologizes
    when: { user: sorry }
    reply: { content: Never mind. }
`

let browser: Browser | undefined
let server: Served
let site: Awaited<ReturnType<typeof serveEmptyPage>>

/** Starts the server as a front-end developer does, in a process of its own. */
beforeAll(async () => {
  browser = await launch()
  server = await served('--pace', 'natural')
  await fetch(`${rootUrl()}/_cuecard/scenarios`, {
    method: 'POST',
    headers: { 'content-type': 'application/yaml' },
    body: scenario,
  })
  site = await serveEmptyPage()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server[Symbol.asyncDispose]()
  site.close()
})

const rootUrl = (): string => server.baseUrl.replace('/v1', '')

/** A page of the front end; the errors that the browser has to tell are collected. */
const open = async (browser: Browser, url = site.url): Promise<{ readonly page: Page; readonly errors: string[] }> => {
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(url)
  return { page, errors }
}

/** What the code of a page makes of a call. */
const ask = (page: Page, headers: object, body: object = {}) =>
  page.evaluate(
    async ({ url, headers, body }) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }], ...body }),
      })
      let pieces = 0
      let text = ''
      for (const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader(); ; pieces++) {
        const { done, value } = await reader.read()
        if (done) break
        text += value
      }
      const names = ['retry-after', 'retry-after-ms', 'x-request-id', 'x-ratelimit-remaining-requests']
      const seen = Object.fromEntries(names.map((name) => [name, response.headers.get(name)]))
      return { status: response.status, seen, pieces, text }
    },
    { url: `${server.baseUrl}/chat/completions`, headers, body },
  )

test('a page of another origin asks for a cue, an error or a pace by header and reads the limits', async (context) => {
  if (browser === undefined) return context.skip()
  const { page } = await open(browser)

  const cue = await ask(page, { 'x-cuecard-cue': 'apologizes', 'x-cuecard-scope': 'page' })
  const error = await ask(page, { 'x-cuecard-error': 'rate_limited; retry_after=1500ms' })
  const literal = await ask(page, { 'x-cuecard-strictness': 'literal', 'x-stainless-lang': 'js' })

  expect(cue).toMatchObject({ status: 200, text: expect.stringContaining('Never mind.') })
  expect(cue.seen).toMatchObject({
    'x-request-id': expect.stringMatching(/^req_/),
    'x-ratelimit-remaining-requests': expect.stringMatching(/^\d+$/),
  })
  expect(error).toMatchObject({ status: 429, seen: { 'retry-after': '2', 'retry-after-ms': '1500' } })
  expect(literal.status).toBe(200)
})

test('an answer comes to the page word by word at natural pace, at once when it asks for that', async (context) => {
  if (browser === undefined) return context.skip()
  const { page } = await open(browser)

  const natural = await ask(page, {}, { stream: true })
  const instant = await ask(page, { 'x-cuecard-pace': 'instant' }, { stream: true })

  expect(natural.pieces).toBeGreaterThan(2)
  expect(instant.pieces).toBeLessThan(natural.pieces)
  const contentOf = (text: string): readonly unknown[] => text.match(/"content":"[^"]*"/g) ?? []
  expect(contentOf(instant.text)).toEqual(contentOf(natural.text))
})

test('the page at / shows what is served and each call as it ends, and nothing runs that is not its own', async (context) => {
  if (browser === undefined) return context.skip()
  const { page, errors } = await open(browser, `${rootUrl()}/`)
  const scope = `"><script>throw new Error('injected')</script>`

  const { status } = await fetch(`${server.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'x-cuecard-scope': scope },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'sorry' }], temperature: 3 }),
  })
  const row = page.locator('#calls tr', { hasText: 'injected' })
  await row.waitFor()

  expect(status).toBe(400)
  expect(await row.innerText()).toMatch(/POST \/v1\/chat\/completions\s+refused\s+Invalid 'temperature'.*\s+400/)
  expect(await row.locator('td').nth(1).innerText()).toBe(scope)
  expect(await page.locator('#state').innerText()).toBe('live')
  expect(await page.locator('summary').first().innerText()).toBe('<b>"support"</b> 2 cues')
  expect(await page.locator('td', { hasText: server.baseUrl }).first().innerText()).toBe(server.baseUrl)
  expect(errors).toEqual([])
})

test('every link of the page leads somewhere', async (context) => {
  if (browser === undefined) return context.skip()
  const { page } = await open(browser, `${rootUrl()}/`)
  const links = await page.locator('a').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))

  const statuses = await Promise.all(
    [...new Set(links)].map(async (link) => {
      const left = new AbortController()
      const { status } = await fetch(link, { signal: left.signal })
      left.abort()
      return [link, status]
    }),
  )

  expect(statuses.length).toBeGreaterThan(5)
  expect(statuses.filter(([, status]) => status !== 200)).toEqual([])
})

test('a page of another origin can neither read the journal nor change anything', async (context) => {
  if (browser === undefined) return context.skip()
  const { page } = await open(browser)

  const outcomes = await page.evaluate(async (url) => {
    const outcomeOf = (asked: Promise<Response>): Promise<string> =>
      asked.then(
        ({ status, type }) => `${type} ${status}`,
        () => 'refused',
      )
    const followed = new Promise((resolve) => {
      const source = new EventSource(`${url}/_cuecard/calls/stream`)
      source.addEventListener('open', () => resolve('open'))
      source.addEventListener('error', () => resolve(source.readyState === EventSource.CLOSED ? 'refused' : 'lost'))
    })
    const yaml = { method: 'POST', headers: { 'content-type': 'application/yaml' }, body: 'generate: {}' }
    return [
      await outcomeOf(fetch(`${url}/_cuecard/calls`)),
      await outcomeOf(fetch(`${url}/_cuecard/cues`, yaml)),
      await outcomeOf(fetch(`${url}/_cuecard/reset`, { method: 'POST', mode: 'no-cors' })),
      await followed,
    ]
  }, rootUrl())
  const { calls } = (await (await fetch(`${rootUrl()}/_cuecard/calls`)).json()) as { calls: readonly object[] }
  const { added } = (await (await fetch(`${rootUrl()}/_cuecard/scenarios`)).json()) as { added: readonly object[] }

  // A page is never told more of a request without CORS than that it was sent.
  expect(outcomes[3]).toBe('refused')
  expect(outcomes.slice(0, 3).filter((outcome) => outcome !== 'refused' && outcome !== 'opaque 0')).toEqual([])
  expect(calls).not.toEqual([])
  expect(added).toEqual([])
})

test('two tests of an end-to-end suite give their pages different answers at the same time', async (context) => {
  if (browser === undefined) return context.skip()
  const chromium = browser
  const run = async (scope: string): Promise<string> => {
    await fetch(`${rootUrl()}/_cuecard/cues?scope=${scope}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ when: { user: 'hello' }, times: 1, reply: { content: `for ${scope}` } }),
    })
    const { page } = await open(chromium)
    const contents: string[] = []
    for (let turn = 0; turn < 2; turn++) {
      const { text } = await ask(page, { authorization: `Bearer sk-test-${scope}` })
      contents.push((JSON.parse(text) as { choices: { message: { content: string } }[] }).choices[0]!.message.content)
    }
    const journal = await fetch(`${rootUrl()}/_cuecard/calls?scope=${scope}`)
    const { calls } = (await journal.json()) as { calls: readonly { cue: string }[] }
    return [...contents, ...calls.map(({ cue }) => cue)].join(', ')
  }

  const told = await Promise.all(['e2e-1', 'e2e-2', 'e2e-3'].map(run))

  expect(told).toEqual(['e2e-1', 'e2e-2', 'e2e-3'].map((scope) => `for ${scope}, Good morning!, cue 1, greets`))
})
