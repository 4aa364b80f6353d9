import type { Action } from '../../core/action.ts'
import { isJsonObject } from '../../core/json.ts'
import type { Draft } from '../../core/scenario.ts'

const nothing: Draft = {}

/** Makes the answer up from the request. */
export const generate: Action = {
  name: 'generate',
  schema: {
    description: 'An answer made up from the request: whatever its response_format, tools and n ask for.',
    type: 'object',
    properties: {
      seed: { description: 'Stands in for the seed of the cuecard.', type: 'integer' },
      vary: { description: 'Whether equal requests get different answers.', type: 'boolean' },
      tokens: { description: 'About how many tokens made-up text has.', type: 'integer', minimum: 1 },
    },
    additionalProperties: false,
  },
  play: ({ value }) => {
    const { seed, vary, tokens } = isJsonObject(value) ? value : {}
    return {
      kind: 'draft',
      draft: nothing,
      fixed: true,
      generate: {
        ...(typeof seed === 'number' && { seed }),
        ...(typeof vary === 'boolean' && { vary }),
        ...(typeof tokens === 'number' && { tokens }),
      },
    }
  },
}
