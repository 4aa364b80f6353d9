import type { JournalEntry } from '../core/store.ts'

/** `pretty` for people, `json` one object per line for programs, `silent` nothing at all. */
export type LogFormat = 'pretty' | 'json' | 'silent'

/** Whether what is printed there may be coloured (https://no-color.org). */
export const mayColour = (stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean =>
  stream.isTTY === true && (environment['NO_COLOR'] ?? '') === ''

/** The line of a call: method, path, cue or generated, status, milliseconds; then what the author may want to know. */
export const formatCall = (entry: JournalEntry, format: 'pretty' | 'json', colours = false): string =>
  format === 'json' ? JSON.stringify(jsonOf(entry)) : prettyOf(entry, colours)

const jsonOf = (entry: JournalEntry): object => ({
  event: 'call',
  at: entry.at,
  scope: entry.scope,
  ordinal: entry.ordinal,
  request_id: entry.request_id,
  method: entry.method,
  path: entry.path,
  dialect: entry.dialect,
  endpoint: entry.endpoint,
  cue: entry.cue,
  generated: entry.generated,
  passed: entry.passed,
  status: entry.status,
  milliseconds: entry.outcome === undefined ? undefined : Number(entry.outcome.milliseconds.toFixed(3)),
  bytes: entry.outcome?.bytes,
  end: entry.outcome?.end,
  violations: entry.violations.map(({ rule, error }) => ({ rule, param: error.param, message: error.message })),
  warnings: entry.warnings,
})

const prettyOf = (entry: JournalEntry, colours: boolean): string => {
  const paint = (code: number, text: string): string => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)
  const notes = [
    ...(entry.outcome === undefined || entry.outcome.end === 'complete' ? [] : [entry.outcome.end]),
    ...entry.violations.map(({ error }) => error.message),
    ...entry.warnings.filter((warning) => !warning.includes('\n')),
  ]
  const line = [
    entry.method,
    printable(entry.path),
    paint(dim, printable(whoAnswered(entry))),
    paint(colourOf(entry.status), String(entry.status)),
    `${(entry.outcome?.milliseconds ?? 0).toFixed(1)} ms`,
    ...notes.map((note) => paint(yellow, printable(note))),
  ].join('  ')
  // They stand below the call, so that a cue to paste can be pasted.
  const long = entry.warnings.filter((warning) => warning.includes('\n'))
  return [line, ...long.flatMap((warning) => warning.split('\n').map((text) => `  ${printable(text)}`))].join('\n')
}

const whoAnswered = ({ cue, generated, passed, status, endpoint }: JournalEntry): string => {
  if (passed) return cue === undefined ? 'passed through' : `"${cue}" passed through`
  if (cue !== undefined) return `"${cue}"`
  if (generated) return 'generated'
  return status >= 400 ? 'refused' : (endpoint ?? '-')
}

const dim = 2
const yellow = 33

const colourOf = (status: number): number => {
  if (status < 400) return 32
  return status < 500 ? yellow : 31
}

/** The text without what could move the cursor or start a line of its own: paths and messages come from clients. */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => JSON.stringify(character).slice(1, -1)).slice(0, 1000)
