import type { Finding } from '../../core/errors.ts'
import { saidIn } from '../../core/said.ts'
import type { Cue } from '../../core/scenario.ts'
import type { Cuecard } from '../../cuecard.ts'
import { findingKey, type RunRecord } from './record.ts'
import { createRecorder, type RecordOptions } from './recorder.ts'

/** Watches a cuecard from now on. */
export interface Observer {
  /** What was seen so far. */
  record(): RunRecord
  stop(): void
}

/**
 * Collects what a suite does to a cuecard: each call once, when it has ended, so that neither `reset()` nor the bounds of the journal lose
 * anything.
 */
export const observe = (cuecard: Cuecard, options: RecordOptions = {}): Observer => {
  const recorder = createRecorder(options)
  const findings = new Map<string, Finding>()
  const plays = new Map<Cue, number>()
  const cues = cuecard.scenarios.flatMap((scenario) => scenario.cues)
  const byName = new Map<string, readonly Cue[]>()
  for (const cue of cues) byName.set(cue.name, [...(byName.get(cue.name) ?? []), cue])

  const noteFindings = (): void => {
    for (const finding of cuecard.findings) findings.set(findingKey(finding), finding)
  }
  const notePlay = (name: string): void => {
    const alike = byName.get(name) ?? []
    // Cues of one name are told apart by what the cuecard has counted for each.
    const played = alike.length === 1 ? alike : alike.filter((cue) => cuecard.plays(cue) > 0)
    for (const cue of played) plays.set(cue, (plays.get(cue) ?? 0) + 1)
  }
  const stop = cuecard.onCall((entry, reply) => {
    recorder.note(entry, saidIn(reply))
    if (entry.cue !== undefined) notePlay(entry.cue)
    noteFindings()
  })
  noteFindings()

  return {
    stop,
    record: () =>
      recorder.record({
        dialect: cuecard.dialect,
        cues: cues.map((cue) => ({
          name: cue.name,
          ...(cue.source !== undefined && { source: cue.source }),
          plays: plays.get(cue) ?? 0,
        })),
        findings: [...findings.values()],
      }),
  }
}
