import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { Difference } from './difference.ts'

/** What a request asks of its stream. */
export interface StreamTerms {
  /** Number of choices. */
  readonly n: number
  /** Whether an event with the usage comes last. */
  readonly include_usage: boolean
  /** Whether it speaks: such a stream may end without a reason (wire-format 5.2). */
  readonly audio: boolean
}

/**
 * How the events of a streamed answer follow each other (wire-format 5.1, 5.2): one envelope, a role first, a reason last, calls in order, the
 * usage in the end. What a single event holds is its contract's matter. With `whole: false` only the beginning of the stream is there.
 */
export const checkGrammar = (
  events: readonly JsonObject[],
  terms: StreamTerms,
  whole = true,
): readonly Difference[] => {
  const tracks = new Map<number, Track>()
  const told = events.flatMap((event, index) =>
    listOf(event['choices']).flatMap((choice, place) => [
      ...follow(choice, { event: index + 1, place, terms, tracks }),
    ]),
  )
  // Where deltas belong to no choice, choices lack what those deltas say: only that they belong nowhere is of interest.
  const strays = told.filter(({ code }) => code === 'stream-index')
  const choices = strays.length > 0 ? strays : [...told, ...(whole ? endDifferences(tracks, terms) : [])]
  return [...envelopeDifferences(events), ...choices, ...usageDifferences(events, terms, whole)]
}

const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.map((item: Json) => (isJsonObject(item) ? item : {})) : []

const repeated = ['id', 'object', 'created', 'model', 'system_fingerprint', 'service_tier']

/** The first event that says something else than the first one does, for each member. */
const envelopeDifferences = (events: readonly JsonObject[]): readonly Difference[] => {
  const [first] = events
  if (first === undefined) return []
  return repeated.flatMap((member): readonly Difference[] => {
    const index = events.findIndex((event) => event[member] !== first[member])
    if (index < 0) return []
    const expected =
      first[member] === undefined
        ? 'none, as in the first event'
        : `${JSON.stringify(first[member])}, as in the first event`
    return [{ code: 'stream-envelope', event: index + 1, path: [member], expected, got: events[index]?.[member] }]
  })
}

/** What is known of a choice while its deltas come in. */
interface Track {
  readonly told: Set<string>
  readonly calls: JsonObject[]
  finished: boolean
}

interface Step {
  readonly event: number
  /** In the list of choices of the event. */
  readonly place: number
  readonly terms: StreamTerms
  readonly tracks: Map<number, Track>
}

/** The differences of a delta to what may follow; of a choice each kind only once. */
function* follow(choice: JsonObject, { event, place, terms, tracks }: Step): Iterable<Difference> {
  const { index, delta, finish_reason } = choice
  const path = ['choices', place]
  // A missing index, or one of another type, is the contract's to judge.
  if (typeof index !== 'number') return
  if (!Number.isInteger(index) || index < 0 || index >= terms.n) {
    yield {
      code: 'stream-index',
      event,
      path: [...path, 'index'],
      expected: `an index below n, ${terms.n}`,
      got: index,
    }
    return
  }
  const known = tracks.get(index)
  const track: Track = known ?? { told: new Set(), calls: [], finished: false }
  tracks.set(index, track)
  const said = isJsonObject(delta) ? delta : {}
  for (const difference of differencesOf(said, { isFirst: known === undefined, track, finish_reason })) {
    const key = `${difference.code} ${difference.severity ?? ''}`
    if (track.told.has(key)) continue
    track.told.add(key)
    yield { ...difference, event, path: [...path, ...(difference.path ?? [])] }
  }
  if (typeof finish_reason === 'string') track.finished = true
}

interface Moment {
  readonly isFirst: boolean
  readonly track: Track
  readonly finish_reason: Json | undefined
}

function* differencesOf(delta: JsonObject, { isFirst, track, finish_reason }: Moment): Iterable<Difference> {
  const { role } = delta
  if (track.finished)
    yield {
      code: 'stream-finish',
      expected: 'nothing behind the finish_reason of the choice',
      got: finish_reason ?? delta,
    }
  else if (isFirst && typeof role !== 'string')
    yield {
      code: 'stream-role',
      path: ['delta', 'role'],
      expected: '"assistant" in the first delta of a choice',
      got: role,
    }
  else if (!isFirst && role !== undefined)
    yield {
      code: 'stream-role',
      severity: 'warning',
      path: ['delta', 'role'],
      expected: 'a role in the first delta only',
      got: role,
    }
  for (const [place, call] of listOf(delta['tool_calls']).entries())
    yield* callDifferences(call, ['delta', 'tool_calls', place], track.calls)
}

/** Calls begin one after another, each with its head, and none is taken up again. */
function* callDifferences(
  call: JsonObject,
  path: readonly (string | number)[],
  calls: JsonObject[],
): Iterable<Difference> {
  const { index, id } = call
  if (typeof index !== 'number') return
  const kind = { code: 'stream-tool-calls' }
  const last = calls.length - 1
  if (index === calls.length) {
    calls.push(call)
    if (typeof id !== 'string')
      yield { ...kind, path: [...path, 'id'], expected: 'an id at the head of a call', got: id }
    if (nameOf(call) === undefined)
      yield {
        ...kind,
        path: [...path, call['type'] === 'custom' ? 'custom' : 'function', 'name'],
        expected: 'a name at the head of a call',
      }
    return
  }
  if (index !== last) {
    const expected = last < 0 ? '0 for the first call' : `${last} for the call under way or ${last + 1} for the next`
    yield { ...kind, path: [...path, 'index'], expected, got: index }
    return
  }
  const head = calls[last]?.['id']
  if (id !== undefined && id !== null && id !== head)
    yield {
      ...kind,
      path: [...path, 'id'],
      expected: `${JSON.stringify(head)} or none behind the head of the call`,
      got: id,
    }
}

const nameOf = ({ function: called, custom }: JsonObject): string | undefined => {
  const name = [called, custom].find(isJsonObject)?.['name']
  return typeof name === 'string' && name !== '' ? name : undefined
}

const endDifferences = (tracks: ReadonlyMap<number, Track>, { n, audio }: StreamTerms): readonly Difference[] => {
  const absent = Array.from({ length: n }, (_, index) => index).filter((index) => !tracks.has(index))
  const open = audio ? [] : [...tracks].filter(([, { finished }]) => !finished).map(([index]) => index)
  return [
    ...absent.map((index) => ({
      code: 'stream-index',
      part: 'stream',
      expected: `deltas of choice ${index}, as n is ${n}`,
    })),
    ...open.map((index) => ({ code: 'stream-finish', part: 'stream', expected: `a finish_reason of choice ${index}` })),
  ]
}

const usageDifferences = (
  events: readonly JsonObject[],
  { include_usage }: StreamTerms,
  whole: boolean,
): readonly Difference[] => {
  const kind = { code: 'stream-usage' }
  const counted = [...events.entries()].filter(([, { usage }]) => isJsonObject(usage))
  const [first, second] = counted
  if (!include_usage) {
    if (first === undefined) return []
    return [
      { ...kind, event: first[0] + 1, path: ['usage'], expected: 'none without include_usage', got: first[1]['usage'] },
    ]
  }
  if (first === undefined)
    return whole
      ? [{ ...kind, part: 'stream', expected: 'an event with the usage in the end, as include_usage is true' }]
      : []
  const [at, event] = first
  const place = { ...kind, event: at + 1 }
  if (second !== undefined)
    return [{ ...place, event: second[0] + 1, path: ['usage'], expected: 'the usage once', got: second[1]['usage'] }]
  if (listOf(event['choices']).length > 0)
    return [{ ...place, path: ['choices'], expected: 'an empty list beside the usage', got: event['choices'] }]
  const later = events.findIndex((other, index) => index > at && listOf(other['choices']).length > 0)
  return later < 0
    ? []
    : [
        {
          ...kind,
          event: later + 1,
          path: ['choices'],
          expected: 'nothing of a choice behind the usage',
          got: events[later]?.['choices'],
        },
      ]
}
