import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Listener } from '../../../src/node.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Says, as text, where one cuecard listens for the tests of all workers. */
    readonly agentListener: string
  }
}

/** A global setup: one listener for the tests of all workers, which starts when the first of them asks where it is. */
export const setup = async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  let listening: Promise<Listener> | undefined
  const desk = createServer((_request, response) => {
    void (async () => {
      const { url } = await (listening ??= start())
      response.end(url)
    })()
  })
  desk.listen(0, '127.0.0.1')
  await once(desk, 'listening')
  const { port } = desk.address() as AddressInfo // a server on a port has no other kind of address
  provide('agentListener', `http://127.0.0.1:${port}`)
  return async () => {
    desk.close()
    desk.closeAllConnections()
    await (await listening)?.close()
  }
}

/** Most runs have no test that needs it, and do without what it takes to load. */
const start = async (): Promise<Listener> => {
  const { createCuecard } = await import('../../../src/cuecard.ts')
  const { listen, loadScenarios } = await import('../../../src/node.ts')
  const scenarios = await loadScenarios(join(import.meta.dirname, 'shop.yaml'))
  return listen(createCuecard({ scenarios }), { port: 0 })
}
