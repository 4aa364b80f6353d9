import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { TrialResult } from '../checks/verify/run.ts'
import { keyOf, type Trial } from '../checks/verify/trial.ts'
import { isJsonObject, parseJson } from '../core/json.ts'
import type { Misuse } from './arguments.ts'
import { writeWhole } from './report-files.ts'

/** What runs of `verify` against one target have seen so far, in a file. */
export interface Resumed {
  /** Whether an earlier run saw it pass. */
  hasPassed(trial: Trial): boolean
  add(result: TrialResult): void
  /** Resolves when everything is written; rejects when it cannot be. */
  flush(): Promise<void>
}

/** Opens such a file; one that is not there yet is made. Says what is wrong with one that cannot be used. */
export const openResumed = (file: string, target: string): Resumed | Misuse => {
  const before = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : { cuecard: 'verified', target, results: {} }
  if (!isJsonObject(before) || before['cuecard'] !== 'verified' || !isJsonObject(before['results']))
    return { misuse: `--resume is "${file}", which verify has not written: name another file` }
  if (before['target'] !== target)
    return { misuse: `--resume is "${file}", which is about ${String(before['target'])}: name another file` }
  const results = new Map(Object.entries(before['results']))
  let writing = Promise.resolve()
  let isWaiting = false
  const save = async (): Promise<void> => {
    isWaiting = false
    const text = JSON.stringify({ cuecard: 'verified', target, results: Object.fromEntries(results) }, undefined, 2)
    await writeWhole(file, `${text}\n`)
  }
  return {
    hasPassed: (trial) => {
      const result = results.get(nameOf(trial))
      return isJsonObject(result) && result['outcome'] === 'passed'
    },
    add: ({ trial, outcome, findings, reason }) => {
      results.set(nameOf(trial), {
        name: trial.name,
        outcome,
        ...(reason !== undefined && { reason }),
        ...(findings.length > 0 && { findings: findings.map(({ code, message }) => ({ code, message })) }),
      })
      if (isWaiting) return
      isWaiting = true
      // A write that failed is told by flush(); the next result tries again.
      writing = writing.catch(() => {}).then(save)
      writing.catch(() => {})
    },
    flush: () => writing,
  }
}

const nameOf = (trial: Trial): string => createHash('sha256').update(keyOf(trial)).digest('base64url').slice(0, 27)
