import type { Finding } from '../../core/errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Cue } from '../../core/scenario.ts'
import type { JournalEntry } from '../../core/store.ts'
import type { Cuecard } from '../../cuecard.ts'
import { textOf } from '../../endpoints/chat-completions/text.ts'
import { readAnswered, type Answered } from './answered.ts'
import { createCoverage } from './coverage.ts'
import { toExchange } from './exchange.ts'
import {
  breachKey,
  findingKey,
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

export interface ObserveOptions {
  /** Whether exchanges are kept, for a contract. Default: false. */
  readonly exchanges?: boolean
  /** What must not be written. */
  readonly redact?: readonly RegExp[]
}

/** Watches a cuecard from now on. */
export interface Observer {
  /** What was seen so far. */
  record(): RunRecord
  stop(): void
}

/** More of a kind than anyone reads. */
const most = 1_000

/**
 * Collects what a suite does to a cuecard: each call once, when it has ended, so that neither `reset()` nor the bounds of the journal lose
 * anything. Kept is what differs, not every call.
 */
export const observe = (
  cuecard: Cuecard,
  { exchanges: wanted = false, redact = [] }: ObserveOptions = {},
): Observer => {
  const breaches = new Map<string, Breach>()
  const unanswered = new Map<string, Unanswered>()
  const findings = new Map<string, Finding>()
  const exchanges = new Map<string, RecordedExchange>()
  const plays = new Map<Cue, number>()
  const coverage = createCoverage()
  const cues = cuecard.scenarios.flatMap((scenario) => scenario.cues)
  const byName = new Map<string, readonly Cue[]>()
  for (const cue of cues) byName.set(cue.name, [...(byName.get(cue.name) ?? []), cue])
  let calls = 0

  const noteFindings = (): void => {
    for (const finding of cuecard.findings) if (findings.size < most) findings.set(findingKey(finding), finding)
  }
  const notePlay = (name: string): void => {
    const alike = byName.get(name) ?? []
    // Cues of one name are told apart by what the cuecard has counted for each.
    const played = alike.length === 1 ? alike : alike.filter((cue) => cuecard.plays(cue) > 0)
    for (const cue of played) plays.set(cue, (plays.get(cue) ?? 0) + 1)
  }
  const stop = cuecard.onCall((entry, reply) => {
    calls++
    const answered = readAnswered(reply, entry.status)
    const call = callNameOf(entry, redact)
    for (const breach of breachesOf(entry, answered, call)) addCounted(breaches, breachKey(breach), breach)
    const miss = missOf(entry, answered, call, redact)
    if (miss !== undefined) addCounted(unanswered, unansweredKey(miss), miss)
    if (entry.cue !== undefined) notePlay(entry.cue)
    if (isChat(entry)) {
      if (isBroken(entry)) coverage.countRefused(entry.dialect)
      else coverage.count(entry.dialect, entry.request.json, answered)
    }
    const exchange = wanted ? toExchange(entry, answered.error, redact) : undefined
    if (exchange !== undefined && (exchanges.size < most || exchanges.has(exchange.shape)))
      keepExchange(exchanges, exchange)
    noteFindings()
  })
  noteFindings()

  return {
    stop,
    record: () => ({
      calls,
      dialect: cuecard.dialect,
      breaches: [...breaches.values()],
      unanswered: [...unanswered.values()],
      cues: cues.map((cue) => ({
        name: cue.name,
        ...(cue.source !== undefined && { source: cue.source }),
        plays: plays.get(cue) ?? 0,
      })),
      findings: [...findings.values()],
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

const isChat = ({ endpoint, method }: JournalEntry): boolean => endpoint === 'chat-completions' && method === 'POST'

/** Refused for what it says; what it uses is used wrongly. */
const isBroken = (entry: JournalEntry): boolean =>
  entry.cue === undefined && !entry.generated && entry.violations.some(({ severity }) => severity === 'error')

const breachesOf = (entry: JournalEntry, answered: Answered, call: CallName): readonly Breach[] => {
  const { violations, cue } = entry
  const known = { call, count: 1, ...(cue !== undefined && { cue }) }
  if (violations.length > 0)
    return violations.map(({ rule, severity, source, error: { message, param } }) => ({
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
      severity: 'error',
      message: error.message,
      param: error.param ?? null,
      ...known,
    },
  ]
}

const missOf = (
  entry: JournalEntry,
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

const callNameOf = ({ method, path, scope, ordinal, request }: JournalEntry, redact: readonly RegExp[]): CallName => {
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
