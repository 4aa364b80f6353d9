import type { Json } from '../core/json.ts'
import { pointerOf, valueAt } from '../core/pointer.ts'
import type { Path, Violation } from '../core/violation.ts'

/** Where an answer, or a stream, is not what it has to be. */
export interface Difference {
  /** Kind of difference: the code of a finding, or the name of the rule that is broken. */
  readonly code: string
  /** Clients live with it. Default: error. */
  readonly severity?: 'warning'
  /** What of the answer it is about (`header x-request-id`); absent: its body. */
  readonly part?: string
  /** Which event of a stream, counted from 1. */
  readonly event?: number
  /** Place in the body, or in the data of that event. */
  readonly path?: Path
  /** What has to be there, in words that follow "expected". */
  readonly expected: string
  /** What is there; absent: nothing. */
  readonly got?: Json | undefined
}

/** `event 3 /choices/0/index: expected 0, got 5`. */
export const formatDifference = ({ part, event, path = [], expected, got }: Difference): string => {
  const place = [part, event === undefined ? undefined : `event ${event}`, pointerOf(path) || undefined]
  const where = place.filter((word) => word !== undefined).join(' ')
  return `${where === '' ? '' : `${where}: `}expected ${expected}, got ${shown(got)}`
}

const longest = 160

const shown = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** A broken contract as a difference, with the value that breaks it. */
export const ofViolation = ({ rule, path, error, severity }: Violation, body: Json): Difference => ({
  code: rule,
  ...((severity === 'warn' || isExtra(rule)) && { severity: 'warning' as const }),
  path,
  expected: wanted(rule, error.message),
  got: valueAt(body, path),
})

/** Services grow; what a client does not know it does not read. */
const isExtra = (rule: string): boolean =>
  rule === 'schema/additionalProperties' || rule === 'schema/unevaluatedProperties'

/** Contracts speak to whoever sent the value; here only what they wanted is of interest. */
const wanted = (rule: string, message: string): string => {
  if (rule === 'schema/required') return 'this member'
  if (isExtra(rule)) return 'no such member'
  const values = /Supported values are: (?<values>.+)\.$/.exec(message)?.groups?.['values']
  if (values !== undefined) return `one of ${values}`
  const named = /[Ee]xpected (?<what>.+?)(?:,? but got .*)?\.?$/.exec(message)?.groups?.['what']
  if (named !== undefined) return named
  const demand = message.replace(/^Invalid[^']*'[^']*': /, '').replace(/\.$/, '')
  if (demand.startsWith('must be ')) return demand.slice('must be '.length)
  return demand.startsWith('must ') ? `a value that ${demand}` : `another value, as ${demand}`
}
