import type { Finding, Source } from '../../core/errors.ts'
import type { ContractExchange } from '../contract-file.ts'
import { mergeTallies, type Tallies } from './coverage.ts'

/** What a suite did to a cuecard, as data: records of several processes can be joined. */
export interface RunRecord {
  readonly calls: number
  /** The dialect of `/v1`. */
  readonly dialect: string
  /** Each rule that was broken, or reason for which a call was refused, once for each message. */
  readonly breaches: readonly Breach[]
  /** Calls for an answer that no cue gave, by what they looked like. */
  readonly unanswered: readonly Unanswered[]
  /** The cues of the scenarios, and how often each has answered. */
  readonly cues: readonly CuePlays[]
  readonly findings: readonly Finding[]
  readonly coverage: Tallies
  /** Empty unless they were asked for. */
  readonly exchanges: readonly RecordedExchange[]
}

/** An exchange, and what it shares with others of its kind. */
export interface RecordedExchange {
  readonly shape: string
  readonly exchange: ContractExchange
}

/** A call, as a report names it. */
export interface CallName {
  readonly method: string
  readonly path: string
  readonly scope: string
  /** In its scope, from 1. */
  readonly ordinal: number
  readonly model?: string
  /** The end of the last message. */
  readonly says?: string
}

export interface Breach {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly param: string | null
  /** Where the rule comes from. */
  readonly source: string
  /** The cue that answered all the same: rules that only warn refuse nothing. */
  readonly cue?: string
  /** The first that broke it. */
  readonly call: CallName
  readonly count: number
}

export interface Unanswered {
  /** Whether the answer was made up, or an error. */
  readonly generated: boolean
  readonly call: CallName
  /** Why no cue answers, and a cue that would; where the cuecard says so. */
  readonly reason?: string
  readonly count: number
}

export interface CuePlays {
  readonly name: string
  readonly source?: Source
  readonly plays: number
}

/** One record of several processes that had the same scenarios. */
export const mergeRecords = (records: readonly RunRecord[]): RunRecord => ({
  calls: records.reduce((sum, { calls }) => sum + calls, 0),
  dialect: records[0]?.dialect ?? 'openai',
  breaches: counted(
    records.flatMap(({ breaches }) => breaches),
    breachKey,
  ),
  unanswered: counted(
    records.flatMap(({ unanswered }) => unanswered),
    unansweredKey,
  ),
  cues: playsOf(records.flatMap(({ cues }) => cues)),
  findings: [...new Map(records.flatMap(({ findings }) => findings).map((item) => [findingKey(item), item])).values()],
  coverage: mergeTallies(records.map(({ coverage }) => coverage)),
  exchanges: exchangesOf(records.flatMap(({ exchanges }) => exchanges)),
})

export const breachKey = ({ rule, message, cue }: Pick<Breach, 'rule' | 'message' | 'cue'>): string =>
  `${rule}\n${message}\n${cue ?? ''}`

export const unansweredKey = ({ call, generated }: Pick<Unanswered, 'call' | 'generated'>): string =>
  `${generated}\n${call.method} ${call.path}\n${call.model ?? ''}\n${call.says ?? ''}`

export const findingKey = ({ source, cue, code, message }: Finding): string =>
  `${source?.file ?? ''}:${source?.line ?? ''}\n${cue ?? ''}\n${code}\n${message}`

/** The first of each kind, with the counts of all. */
const counted = <T extends { readonly count: number }>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] => {
  const byKey = new Map<string, T>()
  for (const item of items) {
    const known = byKey.get(keyOf(item))
    byKey.set(keyOf(item), known === undefined ? item : { ...known, count: known.count + item.count })
  }
  return [...byKey.values()]
}

/** Cues that code has made have no place; those of one name are taken for one. */
const playsOf = (cues: readonly CuePlays[]): readonly CuePlays[] => {
  const byPlace = new Map<string, CuePlays>()
  for (const cue of cues) {
    const key = `${cue.source?.file ?? ''}:${cue.source?.line ?? ''}:${cue.source?.column ?? ''} ${cue.name}`
    byPlace.set(key, { ...cue, plays: cue.plays + (byPlace.get(key)?.plays ?? 0) })
  }
  return [...byPlace.values()]
}

const exchangesOf = (items: readonly RecordedExchange[]): readonly RecordedExchange[] => {
  const byShape = new Map<string, RecordedExchange>()
  for (const item of items) keepExchange(byShape, item)
  return [...byShape.values()]
}

/** Of those that look alike the shortest: which call is made first differs from run to run. */
export const keepExchange = (byShape: Map<string, RecordedExchange>, item: RecordedExchange): void => {
  const known = byShape.get(item.shape)
  if (known === undefined || isBefore(textOf(item), textOf(known))) byShape.set(item.shape, item)
}

const textOf = ({ exchange }: RecordedExchange): string => JSON.stringify(exchange)

const isBefore = (one: string, other: string): boolean =>
  one.length === other.length ? one < other : one.length < other.length
