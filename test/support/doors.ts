import { setupServer } from 'msw/node'
import { onTestFinished } from 'vitest'
import { handlers } from '../../src/adapters/msw.ts'
import { listen } from '../../src/adapters/node.ts'
import type { Cuecard } from '../../src/cuecard.ts'

/** The three ways in which a client reaches a cuecard. */
export const doors = ['fetch', 'msw', 'listener'] as const
export type Door = (typeof doors)[number]

export interface OpenDoor {
  /** Ends in `/v1`. */
  readonly baseURL: string
  readonly fetch: typeof globalThis.fetch
}

/** Opens a door to the cuecard until the running test ends. */
export const openDoor = async (door: Door, cuecard: Cuecard): Promise<OpenDoor> => {
  switch (door) {
    case 'fetch':
      return { baseURL: 'https://api.openai.com/v1', fetch: cuecard.fetch }
    case 'msw': {
      const server = setupServer(...handlers(cuecard))
      server.listen({ onUnhandledFrame: 'error' })
      onTestFinished(() => server.close())
      // msw replaces the global function, so it has to be looked up when it is called.
      return { baseURL: 'https://api.openai.com/v1', fetch: (input, init) => globalThis.fetch(input, init) }
    }
    case 'listener': {
      const listener = await listen(cuecard, { port: 0 })
      onTestFinished(() => listener.close())
      return { baseURL: listener.baseUrl, fetch: (input, init) => globalThis.fetch(input, init) }
    }
  }
}
