import { isJsonObject, type Json } from '../../core/json.ts'
import type { CuePlays, RunRecord } from './record.ts'
import { createRecorder, type RecordOptions, type SeenCall } from './recorder.ts'

/** A line of a journal that a worker has written: a call, what a test means to break, or what is known in the end. */
type Line =
  | { readonly call: Omit<SeenCall, 'request'>; readonly request: SeenCall['request']; readonly said: readonly Json[] }
  | { readonly claims: readonly string[] }
  | Pick<RunRecord, 'dialect' | 'findings' | 'cues'>

/**
 * What the journal of a worker records, which the fixture of `cuecard/vitest` writes. What a test says to be broken is no breach; a line
 * that was cut off, as its worker was stopped, is left out.
 */
export const recordJournal = (text: string, options: RecordOptions): RunRecord => {
  const lines = text.split('\n').flatMap(readLine)
  const claimed = new Set(lines.flatMap((line) => ('claims' in line ? line.claims : [])))
  const recorder = createRecorder(options)
  for (const line of lines) {
    if (!('call' in line)) continue
    const { call, request, said } = line
    recorder.note({ ...call, request }, said, ({ rule, error: { param, message } }) =>
      claimed.has(JSON.stringify([call.request_id, rule, param, message])),
    )
  }
  const end = lines.find((line) => 'cues' in line)
  return recorder.record({
    dialect: end?.dialect ?? 'openai',
    cues: end?.cues ?? noCues,
    findings: end?.findings ?? [],
  })
}

const noCues: readonly CuePlays[] = []

const readLine = (text: string): readonly Line[] => {
  if (text === '') return []
  try {
    const value: unknown = JSON.parse(text)
    // Nobody else writes such files.
    return isJsonObject(value) ? [value as unknown as Line] : []
  } catch {
    // Cut off.
    return []
  }
}
