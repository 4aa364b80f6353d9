import type { Action } from '../../core/action.ts'
import { isJsonObject } from '../../core/json.ts'
import { overlayManner } from '../../core/manner.ts'
import type { Part } from '../../core/scenario.ts'

/**
 * Plays its steps one after the other, each `times` (default 1). A last step without `times` repeats for ever;
 * with `times` the cue is spent after it. Which step is played depends only on how often the cue was.
 */
export const sequence: Action = {
  name: 'sequence',
  schema: {
    description:
      'Steps played one after the other, each `times` (default 1). The last one without `times` repeats for ever.',
    type: 'array',
    minItems: 1,
    items: { $ref: '#/$defs/step' },
  },
  parts: (value) => (Array.isArray(value) ? value.filter(isJsonObject) : []),
  limit: ({ parts = [] }) =>
    parts.at(-1)?.times === undefined ? undefined : parts.reduce((sum, { times = 1 }) => sum + times, 0),
  play: async ({ parts = [] }, call, context, play, { nth, groups }) => {
    const { part, before } = partAt(parts, nth)
    const played = await play(part.step, call, context, { nth: nth - before, groups })
    return played.kind === 'passthrough' ? played : { ...played, manner: overlayManner(part.how, played.manner ?? {}) }
  },
}

/** The step whose turn it is, and how many turns were before it; the last one when all turns are over. */
export const partAt = (parts: readonly Part[], nth: number): { readonly part: Part; readonly before: number } => {
  let before = 0
  for (const [index, part] of parts.entries()) {
    const { times = 1 } = part
    if (nth < before + times || index === parts.length - 1) return { part, before }
    before += times
  }
  throw new RangeError('a sequence has at least one step')
}
