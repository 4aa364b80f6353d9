import type { JsonObject } from '../../../core/json.ts'
import type { Scope } from '../../../cuecard.ts'
import { showCue } from '../cue.ts'
import { described, json, objectOf, ref, scopeParameter, type Asked, type Operation } from '../operation.ts'

const textOrNull: JsonObject = { type: ['string', 'null'] }

const scenarioSchema: JsonObject = objectOf({
  name: { type: 'string' },
  dialect: { ...textOrNull, description: 'Only requests in this dialect; null: in any.' },
  seed: { type: ['integer', 'null'] },
  strictness: { enum: ['practical', 'literal', null] },
  cues: { type: 'array', items: ref('Cue') },
})

export const listScenarios: Operation = {
  method: 'GET',
  path: '/_cuecard/scenarios',
  id: 'listScenarios',
  summary: 'Lists scenarios and cues in the order in which they count, each with how often it has answered.',
  parameters: [scopeParameter],
  responses: {
    200: described(
      'The cues that were put in front of all others, newest first, and the scenarios.',
      objectOf({
        added: { type: 'array', items: ref('Cue') },
        scenarios: { type: 'array', items: scenarioSchema },
      }),
    ),
  },
  answer: (asked) => {
    const view = viewOf(asked)
    return json({
      added: view.added.map((cue) => showCue(cue, view.plays(cue))),
      scenarios: view.cuecard.scenarios.map(({ name, dialect, seed, strictness, cues }) => ({
        name,
        dialect: dialect ?? null,
        seed: seed ?? null,
        strictness: strictness ?? null,
        cues: cues.map((cue) => showCue(cue, view.plays(cue))),
      })),
    })
  },
}

/** The scope that is asked for, or all of them. */
export const viewOf = ({ cuecard, texts }: Asked): Scope =>
  texts['scope'] === undefined ? cuecard : cuecard.scope(texts['scope'])
