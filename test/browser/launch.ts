import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'

/** Flags of the packed Chromium that no user's browser has: it would know no origins, and end with its first page. */
const unusual: readonly string[] = [
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
  '--single-process',
  '--no-zygote',
]

/** Chromium as users have it; `undefined`, with a line that says so, where it does not start. */
export const launch = async (): Promise<Browser | undefined> => {
  try {
    const args = chromium.args.filter((flag) => !unusual.includes(flag))
    return await playwright.launch({ executablePath: await chromium.executablePath(), args })
  } catch (error) {
    process.stderr.write(`\nSKIPPED: the browser tests, because Chromium does not start here: ${String(error)}\n\n`)
    return undefined
  }
}

/** An empty page of an origin of its own: where a front end would be served from. */
export const serveEmptyPage = async (): Promise<{ readonly url: string; close(): void }> => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>front end</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // on TCP
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() }
}
