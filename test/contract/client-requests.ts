import { readFileSync } from 'node:fs'
import { createCuecard } from '../../src/cuecard.ts'
import type { JsonObject } from '../../src/core/json.ts'

/** One thing that a client is asked to do, by the calls that it makes. */
export type Cases<Client> = Readonly<Record<string, (client: Client) => unknown>>

/** What a client sends while it does something, and what the service finds wrong with it. */
export interface Sent {
  readonly bodies: readonly JsonObject[]
  readonly refusals: readonly { readonly status: number; readonly violations: readonly string[] }[]
}

/** Lets a client talk to a fresh cuecard; what it makes of the answers does not matter here. */
export const sentBy = async (talk: (fetch: typeof globalThis.fetch) => unknown): Promise<Sent> => {
  const cuecard = createCuecard()
  await talk(cuecard.fetch)
  return {
    bodies: cuecard.calls.map(({ request }) => request.json ?? {}),
    refusals: cuecard.calls
      .map(({ status, violations }) => ({ status, violations: violations.map(({ error }) => error.message) }))
      .filter(({ status, violations }) => status !== 200 || violations.length > 0),
  }
}

/** What is sent to a cuecard as it is. */
export const post = (fetch: typeof globalThis.fetch, body: string): Promise<Response> =>
  fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body,
  })

/** The text of a file below `fixtures/`. */
export const readFixture = (path: string): string =>
  readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8')

/** A picture of one pixel. */
export const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Twenty samples of silence. */
export const silence = 'UklGRjgAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YRQAAACAgICAgICAgICAgICAgICAgICAgA=='
