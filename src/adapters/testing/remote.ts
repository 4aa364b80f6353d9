import { keyOfScope } from '../../core/controls.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { CueObject } from '../../options.ts'
import type { SeenCall, SeenViolation } from './seen.ts'

// Captured at import, so that whoever replaces it later replaces nothing here.
const { fetch } = globalThis

export interface ConnectOptions {
  /** What the listener was given as `--control-token`. */
  readonly token?: string
}

/** A cue as another process tells of it. */
export interface RemoteCue {
  readonly name: string
  /** How often it has answered. */
  readonly played: number
}

/** A cuecard that listens in another process. */
export interface RemoteCuecard {
  /** What clients take as their base URL: it ends in `/v1`. */
  readonly baseUrl: string
  /** The cues that come before all others in all scopes, newest first. */
  readonly added: Promise<readonly RemoteCue[]>
  scope(name: string): RemoteScope
}

/** A scope of a cuecard that listens in another process, which is asked for all of this. */
export interface RemoteScope {
  readonly name: string
  /** A key that leads calls into this scope. */
  readonly apiKey: string
  /** Oldest first, as they are known when this is read. */
  readonly calls: Promise<readonly SeenCall[]>
  /** What this is a view of. */
  readonly cuecard: RemoteCuecard
  /** The cues that come before all others here, newest first; in the end those of all scopes. */
  readonly added: Promise<readonly RemoteCue[]>
  /** Puts a cue, or several, in front of all others until `reset()`. */
  use(...cues: readonly CueObject[]): Promise<void>
  /** Forgets `use()` cues, counters and calls. */
  reset(): Promise<void>
  /** Cues that no call has reached. */
  unplayed(): Promise<readonly RemoteCue[]>
}

/**
 * Reaches the scopes of a listener of another process by its control API.
 *
 * @example
 * const scope = connect('http://127.0.0.1:4010').scope('checkout')
 * await scope.use({ error: 'server_error', times: 1 })
 */
export const connect = (url: string, { token }: ConnectOptions = {}): RemoteCuecard => {
  const base = url.replace(/\/(?:v1\/?)?$/, '')
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const response = await fetch(`${base}/_cuecard/${path}`, { ...init, headers })
    const told = (await response.json()) as T & { readonly error?: { readonly message: string } } // as the control API documents it
    if (!response.ok) throw new Error(`${base} refuses ${path}: ${told.error?.message ?? response.status}`)
    return told
  }
  const cuecard: RemoteCuecard = {
    scope: (name) => scopeOf(cuecard, ask, name),
    baseUrl: `${base}/v1`,
    get added() {
      return addedIn(ask, 'scenarios')
    },
  }
  return cuecard
}

type Ask = <T>(path: string, init?: RequestInit) => Promise<T>

const addedIn = async (ask: Ask, path: string): Promise<readonly RemoteCue[]> =>
  (await ask<{ readonly added: readonly RemoteCue[] }>(path)).added

const scopeOf = (cuecard: RemoteCuecard, ask: Ask, name: string): RemoteScope => {
  const query = `?scope=${encodeURIComponent(name)}`
  return {
    name,
    cuecard,
    apiKey: keyOfScope(name),
    get calls() {
      return ask<{ readonly calls: readonly ToldCall[] }>(`calls${query}&limit=100000`).then(({ calls }) =>
        calls.map(toSeen),
      )
    },
    get added() {
      return addedIn(ask, `scenarios${query}`)
    },
    use: async (...cues) => {
      await ask(`cues${query}`, { method: 'POST', body: JSON.stringify(cues, asData) })
    },
    reset: async () => {
      await ask(`reset${query}`, { method: 'POST' })
    },
    unplayed: async () => (await ask<{ readonly unplayed: readonly RemoteCue[] }>(`unplayed${query}`)).unplayed,
  }
}

/** A function stays in the process that made it. */
const asData = (member: string, value: unknown): unknown => {
  if (typeof value !== 'function') return value
  throw new TypeError(`\`${member}\` is a function, and another process is to answer: write what it returns`)
}

/** A call as the control API shows it. */
interface ToldCall extends Omit<SeenCall, 'endpoint' | 'cue' | 'violations' | 'request'> {
  readonly endpoint: string | null
  readonly cue: string | null
  readonly violations: readonly (Omit<SeenViolation, 'error'> & SeenViolation['error'])[]
  readonly request: { readonly headers: SeenCall['request']['headers']; readonly body: Json }
}

const toSeen = (told: ToldCall): SeenCall => ({
  ...told,
  endpoint: told.endpoint ?? undefined,
  cue: told.cue ?? undefined,
  violations: told.violations.map(({ rule, source, severity, ...error }) => ({ rule, source, severity, error })),
  request: { headers: told.request.headers, json: jsonIn(told.request.body) },
})

const jsonIn = (body: Json): JsonObject | undefined => (isJsonObject(body) ? body : undefined)
