import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { saidIn } from '../../core/said.ts'
import type { Cuecard } from '../../cuecard.ts'

/** Where workers write down what was called, when somebody wants to know (`cuecard run` does). */
export const journalFolder = (): string | undefined => process.env['CUECARD_JOURNAL']

/** Writes what a cuecard is asked, a line of JSON for each call, into a file of its own. */
export interface JournalFile {
  /** That a test means what it has broken: keys of breaches. */
  claim(keys: readonly string[]): void
  /** Writes what is known in the end: how often each cue has answered, and what the authors of scenarios should change. */
  close(): void
}

// Not two cuecards of a process share a file.
let opened = 0

/** At once and in turn: a worker may be stopped at any moment. */
export const keepJournal = (cuecard: Cuecard, folder: string): JournalFile => {
  const file = join(folder, `${process.pid}-${(opened += 1)}.jsonl`)
  const write = (line: object): void => appendFileSync(file, `${JSON.stringify(line)}\n`)
  const stop = cuecard.onCall((entry, reply) => {
    const { ordinal, scope, method, path, dialect, endpoint, request_id, status, cue, generated, passed } = entry
    const { violations, warnings, request } = entry
    const { headers, json } = request
    write({
      call: {
        ordinal,
        scope,
        method,
        path,
        dialect,
        endpoint,
        request_id,
        status,
        cue,
        generated,
        passed,
        violations,
        warnings,
      },
      request: { headers, json },
      said: saidIn(reply),
    })
  })
  return {
    claim: (keys) => {
      if (keys.length > 0) write({ claims: keys })
    },
    close: () => {
      stop()
      const cues = cuecard.scenarios.flatMap((scenario) => scenario.cues)
      write({
        dialect: cuecard.dialect,
        cues: cues.map((cue) => ({ name: cue.name, source: cue.source, plays: cuecard.plays(cue) })),
        findings: cuecard.findings,
      })
    },
  }
}
