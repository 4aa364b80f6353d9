import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { Cue, Step } from '../core/scenario.ts'

/**
 * A request that a cue without an `example` may have been written for: it asks for as many choices as the cue says,
 * offers the tools that it calls and streams when the cue is about streams. It need not satisfy `when`.
 */
export const specimenOf = (cue: Cue): JsonObject => {
  const drafts = draftsOf(cue.action)
  const choices = Math.max(1, ...drafts.map((draft) => listOf(draft['choices']).length))
  const tools = [...new Set(drafts.flatMap(toolNamesOf))]
  const model = cue.when?.['model']
  return {
    model: typeof model === 'string' ? model : 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Hello!' }],
    ...(choices > 1 && { n: choices }),
    ...(tools.length > 0 && { tools: tools.map((name) => ({ type: 'function', function: { name } })) }),
  }
}

/** Every draft that a step says as an answer: its own, and those of the steps it is made of. */
const draftsOf = ({ name, value, parts = [] }: Step): readonly JsonObject[] => [
  ...(name === 'reply' && isJsonObject(value) ? [value] : []),
  ...parts.flatMap(({ step }) => draftsOf(step)),
]

const toolNamesOf = (draft: JsonObject): readonly string[] =>
  [draft, ...listOf(draft['choices'])]
    .filter(isJsonObject)
    .flatMap((choice) => listOf(choice['tool_calls']))
    .map((call) => (isJsonObject(call) ? call['name'] : undefined))
    .filter((name) => typeof name === 'string')

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
