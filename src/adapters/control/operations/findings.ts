import { showCue, showFinding } from '../cue.ts'
import { described, json, objectOf, ref, scopeParameter, type Operation } from '../operation.ts'
import { viewOf } from './scenarios.ts'

export const listFindings: Operation = {
  method: 'GET',
  path: '/_cuecard/findings',
  id: 'listFindings',
  summary: 'What the authors of the scenarios should change.',
  responses: { 200: described('Each once.', objectOf({ findings: { type: 'array', items: ref('Finding') } })) },
  answer: ({ cuecard }) => json({ findings: cuecard.findings.map(showFinding) }),
}

export const listUnplayed: Operation = {
  method: 'GET',
  path: '/_cuecard/unplayed',
  id: 'listUnplayed',
  summary: 'The cues that no call has reached since the last reset.',
  parameters: [scopeParameter],
  responses: {
    200: described('In the order in which they count.', objectOf({ unplayed: { type: 'array', items: ref('Cue') } })),
  },
  answer: (asked) =>
    json({
      unplayed: viewOf(asked)
        .unplayed()
        .map((cue) => showCue(cue, 0)),
    }),
}
