import { readCues } from '../../../scenario-file.ts'
import { described, json, objectOf, scopeParameter, type Operation } from '../operation.ts'
import { fileParameter, unlessFound } from './add-scenario.ts'
import { viewOf } from './scenarios.ts'

const cue = { $ref: 'scenario.json#/$defs/cue' }

export const addCues: Operation = {
  method: 'POST',
  path: '/_cuecard/cues',
  id: 'addCues',
  summary: 'Puts a cue, or a list of cues, in front of all others until the next reset.',
  description: 'The first of a list is the first to be tried. Cues of one scope come before those of all scopes.',
  parameters: [{ ...scopeParameter, description: 'Only for this scope. Default: for all.' }, fileParameter],
  body: { oneOf: [cue, { type: 'array', items: cue }] },
  responses: {
    201: described(
      'They count from the next call on.',
      objectOf({
        scope: { type: ['string', 'null'], description: 'null: all scopes.' },
        cues: { type: 'array', items: { type: 'string' }, description: 'Their names.' },
      }),
    ),
  },
  answer: (asked) =>
    unlessFound(async () => {
      const cues = await readCues(asked.text, asked.texts['file'] ?? 'body')
      viewOf(asked).use(...cues)
      return json({ scope: asked.texts['scope'] ?? null, cues: cues.map(({ name }) => name) }, 201)
    }),
}
