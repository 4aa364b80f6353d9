import type { Finding } from '../../core/errors.ts'
import type { Report, ReportedFinding } from '../reports/report.ts'
import { coverageOf } from './coverage.ts'
import type { Breach, CallName, CuePlays, RunRecord, Unanswered } from './record.ts'

/** What a record says to the author of an app and of its scenarios. */
export const reportRun = async (
  record: RunRecord,
  { scenarios, files }: { readonly scenarios: number; readonly files: readonly string[] },
): Promise<Omit<Report, 'version' | 'home' | 'command'>> => ({
  counts: { calls: record.calls, scenarios, cues: record.cues.length },
  files,
  findings: [
    ...(record.calls === 0 ? [noCalls] : []),
    ...record.breaches.map(toBreachFinding),
    ...record.findings,
    // Where nothing is written down, everything is made up: nobody expects a cue.
    ...record.unanswered.filter(({ generated }) => !generated || record.cues.length > 0).map(toMissFinding),
    ...record.cues.filter(({ plays }) => plays === 0).map(toUnplayedFinding),
  ],
  ...(record.calls > 0 && { coverage: await coverageOf(record.coverage, record.dialect) }),
})

const noCalls: Finding = {
  severity: 'warning',
  code: 'no-calls',
  message: 'nothing was called: does the program read OPENAI_BASE_URL?',
}

const toBreachFinding = ({ rule, severity, message, param, source, cue, call, count }: Breach): ReportedFinding => ({
  severity,
  code: rule,
  message: message === '' ? 'the call was refused' : message,
  ...(cue !== undefined && { cue }),
  details: { ...(param !== null && { param }), source: firstSentence(source), call: nameOf(call, count) },
})

/** A schema says at its head all that there is to say about it. */
const firstSentence = (text: string): string => /^.{20,200}?\.(?=\s)/.exec(text)?.[0] ?? text

const toMissFinding = ({ generated, reason, call, count }: Unanswered): ReportedFinding => ({
  severity: generated ? 'warning' : 'error',
  code: 'unanswered-call',
  message: generated ? 'no cue answers this call: its answer was made up' : 'no cue answers this call: it got an error',
  details: { call: nameOf(call, count), ...(reason !== undefined && { reason }) },
})

const toUnplayedFinding = ({ name, source }: CuePlays): Finding => ({
  severity: 'warning',
  code: 'unplayed-cue',
  message: `cue "${name}" was never played: no request reached it`,
  cue: name,
  ...(source !== undefined && { source }),
})

/** `POST /v1/chat/completions, gpt-4o-mini, "Hello" (call 3 of scope "default", and 2 more)`. */
const nameOf = ({ method, path, model, says, scope, ordinal }: CallName, count: number): string => {
  const parts = [
    `${method} ${path}`,
    ...(model === undefined ? [] : [model]),
    ...(says === undefined ? [] : [`"${says}"`]),
  ]
  return `${parts.join(', ')} (call ${ordinal} of scope "${scope}"${count > 1 ? `, and ${count - 1} more` : ''})`
}
