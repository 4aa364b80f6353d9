import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { JournalEntry } from '../../core/store.ts'
import type { Violation } from '../../core/violation.ts'
import { textOf } from '../../endpoints/chat-completions/text.ts'
import { readAnswered, type Answered } from './answered.ts'
import { createCoverage } from './coverage.ts'
import { toExchange } from './exchange.ts'
import {
  breachKey,
  keepExchange,
  unansweredKey,
  type Breach,
  type CallName,
  type RecordedExchange,
  type RunRecord,
  type Unanswered,
} from './record.ts'
import { redactText } from './redact.ts'
import { refusalOf } from './refusal.ts'

/** A call as it is recorded, of this process or of another that has written it down. */
export interface SeenCall extends Omit<JournalEntry, 'at' | 'outcome' | 'sequence' | 'stream' | 'request'> {
  readonly request: Pick<JournalEntry['request'], 'headers' | 'json'>
}

export interface RecordOptions {
  /** Whether exchanges are kept, for a contract. Default: false. */
  readonly exchanges?: boolean
  /** What must not be written. */
  readonly redact?: readonly RegExp[]
}

/** Collects calls: kept is what differs, not every call. */
export interface Recorder {
  /** Notes a call that has ended, and the JSON of its answer. What a test means to break is no breach. */
  note(call: SeenCall, said: readonly Json[], isMeant?: (violation: Violation) => boolean): void
  /** What was seen so far. */
  record(rest: Pick<RunRecord, 'dialect' | 'cues' | 'findings'>): RunRecord
}

/** More of a kind than anyone reads. */
const most = 1_000

export const createRecorder = ({ exchanges: wanted = false, redact = [] }: RecordOptions = {}): Recorder => {
  const breaches = new Map<string, Breach>()
  const unanswered = new Map<string, Unanswered>()
  const exchanges = new Map<string, RecordedExchange>()
  const coverage = createCoverage()
  let calls = 0
  return {
    note: (entry, said, isMeant = () => false) => {
      calls++
      const answered = readAnswered(said, entry.status)
      const call = callNameOf(entry, redact)
      for (const breach of breachesOf(entry, answered, call, isMeant)) addCounted(breaches, breachKey(breach), breach)
      const miss = missOf(entry, answered, call, redact)
      if (miss !== undefined) addCounted(unanswered, unansweredKey(miss), miss)
      if (isChat(entry)) {
        if (isBroken(entry)) coverage.countRefused(entry.dialect)
        else coverage.count(entry.dialect, entry.request.json, answered)
      }
      const exchange = wanted ? toExchange(entry, answered.error, redact) : undefined
      if (exchange !== undefined && (exchanges.size < most || exchanges.has(exchange.shape)))
        keepExchange(exchanges, exchange)
    },
    record: (rest) => ({
      ...rest,
      calls,
      breaches: [...breaches.values()],
      unanswered: [...unanswered.values()],
      coverage: coverage.tallies,
      exchanges: [...exchanges.values()],
    }),
  }
}

const addCounted = <T extends { readonly count: number }>(items: Map<string, T>, key: string, item: T): void => {
  const known = items.get(key)
  if (known !== undefined) items.set(key, { ...known, count: known.count + 1 })
  else if (items.size < most) items.set(key, item)
}

const isChat = ({ endpoint, method }: SeenCall): boolean => endpoint === 'chat-completions' && method === 'POST'

/** Refused for what it says; what it uses is used wrongly. */
const isBroken = (entry: SeenCall): boolean =>
  entry.cue === undefined && !entry.generated && entry.violations.some(({ severity }) => severity === 'error')

const breachesOf = (
  entry: SeenCall,
  answered: Answered,
  call: CallName,
  isMeant: (violation: Violation) => boolean,
): readonly Breach[] => {
  const { violations, cue } = entry
  const known = { call, count: 1, ...(cue !== undefined && { cue }) }
  if (violations.length > 0)
    return violations
      .filter((violation) => !isMeant(violation))
      .map(({ rule, severity, source, error: { message, param } }) => ({
        rule,
        severity: severity === 'error' ? 'error' : 'warning',
        message,
        param,
        source,
        ...known,
      }))
  const { error } = answered
  const refusal = error?.code === 'no_matching_cue' ? undefined : refusalOf(entry, error)
  if (refusal === undefined || error === undefined) return []
  return [
    {
      rule: refusal.code,
      source: refusal.source,
      severity: refusal.severity ?? 'error',
      message: error.message,
      param: error.param ?? null,
      ...known,
    },
  ]
}

const missOf = (
  entry: SeenCall,
  { error }: Answered,
  call: CallName,
  patterns: readonly RegExp[],
): Unanswered | undefined => {
  if (entry.generated) return { generated: true, call, count: 1 }
  if (error?.code !== 'no_matching_cue') return undefined
  const reason = entry.warnings.find((warning) => warning.startsWith('no cue answers')) ?? error.message
  return { generated: false, call, reason: redactText(reason, { patterns, shorten: false }), count: 1 }
}

const longestSaying = 80

const callNameOf = ({ method, path, scope, ordinal, request }: SeenCall, redact: readonly RegExp[]): CallName => {
  const body = request.json
  const model = body?.['model']
  const says = body === undefined ? '' : lastTextOf(body)
  const clean = redactText(says.slice(0, 4 * longestSaying), { patterns: redact, shorten: false }).replaceAll(
    /\s+/g,
    ' ',
  )
  return {
    method,
    path: redactText(path, { patterns: redact, shorten: false }),
    scope,
    ordinal,
    ...(typeof model === 'string' && { model: model.slice(0, longestSaying) }),
    ...(clean !== '' && { says: clean.length > longestSaying ? `${clean.slice(0, longestSaying - 1)}…` : clean }),
  }
}

const lastTextOf = ({ messages }: JsonObject): string => {
  const last: Json | undefined = Array.isArray(messages) ? messages.at(-1) : undefined
  return isJsonObject(last) ? textOf(last['content']) : ''
}
