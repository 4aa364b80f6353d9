import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'
import { build } from 'tsdown'

/** Chromium; undefined, with a loud line, where it does not start. */
export const openBrowser = async (): Promise<Browser | undefined> => {
  try {
    return await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
  } catch (error) {
    process.stderr.write(`\nSKIPPED: the browser tests, because Chromium does not start here: ${String(error)}\n\n`)
    return undefined
  }
}

export interface Site {
  readonly url: string
  close(): void
}

interface File {
  readonly type: string
  readonly text: string
}

/** Serves a page whose only script is that module of this folder, with the worker of msw beside it. */
export const openSite = async (script: string, headers: Readonly<Record<string, string>> = {}): Promise<Site> => {
  const files = await bundle(script)
  const worker = new URL('../../node_modules/msw/lib/mockServiceWorker.js', import.meta.url)
  files.set('/mockServiceWorker.js', { type: 'text/javascript', text: await readFile(worker, 'utf8') })
  files.set('/', {
    type: 'text/html',
    text: `<!doctype html><title>page</title><script type="module" src="/${script.replace('.ts', '.js')}"></script>`,
  })
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '/')
    response.writeHead(file === undefined ? 404 : 200, { ...headers, 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // An address, as the server listens on TCP.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

/** The module and everything it imports as browser modules, as a user's bundler would make them. */
const bundle = async (script: string): Promise<Map<string, File>> => {
  const outDir = await mkdtemp(join(tmpdir(), 'cuecard-page-'))
  const [built] = await build({
    entry: [new URL(script, import.meta.url).pathname],
    outDir,
    platform: 'browser',
    format: 'esm',
    dts: false,
    config: false,
    logLevel: 'error',
    deps: { alwaysBundle: [/.*/] },
  })
  await rm(outDir, { recursive: true })
  const chunks = built?.chunks.filter((chunk) => chunk.type === 'chunk') ?? []
  return new Map(chunks.map(({ fileName, code }) => [`/${fileName}`, { type: 'text/javascript', text: code }]))
}
