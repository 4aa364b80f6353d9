import { described, json, objectOf, scopeParameter, type Operation } from '../operation.ts'
import { viewOf } from './scenarios.ts'

export const reset: Operation = {
  method: 'POST',
  path: '/_cuecard/reset',
  id: 'reset',
  summary: 'Forgets added cues, counters and calls; that of all scopes forgets added scenarios and findings too.',
  parameters: [scopeParameter],
  responses: {
    200: described(
      'All is forgotten.',
      objectOf({ scope: { type: ['string', 'null'], description: 'null: all scopes.' } }),
    ),
  },
  answer: (asked) => {
    viewOf(asked).reset()
    return json({ scope: asked.texts['scope'] ?? null })
  },
}
