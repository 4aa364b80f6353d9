import { isJsonObject, type Json } from '../../core/json.ts'
import { pointerOf } from '../../core/pointer.ts'
import { formatDifference, type Difference } from '../difference.ts'
import type { ReportedFinding } from '../reports/report.ts'
import type { Trial } from './trial.ts'

/** A finding, with what it is made of for programs. */
export interface VerifyFinding extends ReportedFinding {
  /** Name of the trial. */
  readonly exchange: string
  readonly event?: number
  /** RFC 6901. */
  readonly pointer?: string
  readonly expected: string
  /** Absent: nothing. */
  readonly got?: Json
}

/** A difference as reports show it, without the key: some services repeat the one that they refuse. */
export const findingOf = (difference: Difference, { name, source, cue }: Trial, key: string): VerifyFinding => {
  const { code, severity = 'error', event, path, expected } = difference
  const got = difference.got === undefined ? undefined : masked(difference.got, key)
  return {
    severity,
    code,
    message: `${name}: ${formatDifference({ ...difference, got })}`,
    ...(source !== undefined && { source }),
    ...(cue !== undefined && { cue }),
    exchange: name,
    ...(event !== undefined && { event }),
    ...(path !== undefined && { pointer: pointerOf(path) }),
    expected,
    ...(got !== undefined && { got }),
  }
}

const masked = (value: Json, key: string): Json => {
  if (key === '') return value
  if (typeof value === 'string') return value.replaceAll(key, 'sk-…')
  if (Array.isArray(value)) return value.map((item: Json) => masked(item, key))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.replaceAll(key, 'sk-…'), masked(member ?? null, key)]),
  )
}
