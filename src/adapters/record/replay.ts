import { createHash } from 'node:crypto'
import { isPassed } from '../../core/reply.ts'
import type { Incoming } from '../../core/incoming.ts'
import type { JsonObject } from '../../core/json.ts'
import { createCuecard, type Cuecard } from '../../cuecard.ts'
import type { Scenario } from '../../core/scenario.ts'
import type { ScenarioObject } from '../../options.ts'
import { renderBody } from '../../wire/send.ts'
import { toBytes } from '../../wire/utf8.ts'
import type { Answer } from './answer.ts'

/** What a replay says to a request. */
export interface Replayed {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly cut: string | undefined
  /** The cue that answered. */
  readonly cue: string | undefined
  readonly warnings: readonly string[]
  /** What the cuecard has found wrong with its own answer so far. */
  readonly findings: number
}

/** Of a request, what a replay needs. */
export type Asked = Pick<Incoming, 'path' | 'query' | 'headers'> & { readonly body: JsonObject }

/** A cuecard that plays these scenarios and no others, from their beginning; what it has compiled for the last ones stays. */
export type Play = (scenario: Scenario | ScenarioObject) => Cuecard

export const createPlayer = (dialect: string): Play => {
  const cuecard = createCuecard({ dialect, auth: 'off', onUnmatched: 'error' })
  return (scenario) => {
    cuecard.reset()
    cuecard.load(scenario)
    return cuecard
  }
}

/** Plays a request, as often as it is called. */
export const replay = async (
  cuecard: Cuecard,
  { path, query, headers, body }: Asked,
  scope = 'replay',
): Promise<Replayed> => {
  const { accept } = headers
  const { reply, settle } = await cuecard.respond({
    method: 'POST',
    path,
    query,
    headers: { 'content-type': 'application/json', ...(accept !== undefined && { accept }) },
    body: toBytes(JSON.stringify(body)),
    scope,
  })
  settle({ end: 'complete', bytes: 0 })
  const entry = cuecard.scope(scope).calls.at(-1)
  const told = { cue: entry?.cue, warnings: entry?.warnings ?? [], findings: cuecard.findings.length }
  if (isPassed(reply)) return { ...told, status: 0, headers: {}, body: new Uint8Array(0), cut: undefined }
  const rendered = renderBody(reply)
  const bytes = typeof rendered === 'string' ? toBytes(rendered) : rendered
  return { ...told, status: reply.status, headers: reply.headers, body: bytes, cut: reply.cut?.how }
}

type Sent = Pick<Replayed, 'status' | 'headers' | 'body' | 'cut'>

/** In which ways a replay differs from what was recorded; empty when it is the same. */
export const differences = (recorded: Answer, replayed: Sent): readonly string[] => {
  const names = [...new Set([...Object.keys(recorded.headers), ...Object.keys(replayed.headers)])].toSorted()
  return [
    ...(recorded.status === replayed.status ? [] : [`status ${replayed.status} instead of ${recorded.status}`]),
    ...names
      .filter((name) => recorded.headers[name] !== replayed.headers[name])
      .map((name) => `header ${name}: ${shown(replayed.headers[name])} instead of ${shown(recorded.headers[name])}`),
    ...(Buffer.compare(recorded.body, replayed.body) === 0 ? [] : [bodyDifference(recorded.body, replayed.body)]),
    ...(recorded.cut === replayed.cut ? [] : [`it ends with ${shown(replayed.cut)} instead of ${shown(recorded.cut)}`]),
  ]
}

const shown = (text: string | undefined): string => (text === undefined ? 'nothing' : JSON.stringify(text))

const bodyDifference = (one: Uint8Array, other: Uint8Array): string => {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  const piece = (bytes: Uint8Array): string => shown(Buffer.from(bytes.subarray(at, at + 40)).toString())
  return `body from byte ${at}: ${piece(other)} instead of ${piece(one)}`
}

/** Stands for everything that a client gets; equal when there is no difference. */
export const digestOf = ({ status, headers, body, cut }: Sent | Answer): string => {
  const names = Object.keys(headers).toSorted()
  const head = JSON.stringify([status, names.map((name) => [name, headers[name]]), cut])
  return createHash('sha256').update(head).update(body).digest('base64')
}
