import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { Cue } from '../core/scenario.ts'

/**
 * A request that a cue without an `example` may have been written for: it asks for as many choices as the cue says,
 * offers the tools that it calls and streams when the cue is about streams. It need not satisfy `when`.
 */
export const specimenOf = (cue: Cue): JsonObject => {
  const drafts = draftsOf(cue.action.value)
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

/** Every object that the action says as an answer: its own, or those of the steps of a sequence. */
const draftsOf = (value: unknown): readonly JsonObject[] => {
  const steps: readonly unknown[] = Array.isArray(value) ? value : [{ reply: value }]
  return steps.map((step) => (isJsonObject(step) ? step['reply'] : undefined)).filter(isJsonObject)
}

const toolNamesOf = (draft: JsonObject): readonly string[] =>
  [draft, ...listOf(draft['choices'])]
    .filter(isJsonObject)
    .flatMap((choice) => listOf(choice['tool_calls']))
    .map((call) => (isJsonObject(call) ? call['name'] : undefined))
    .filter((name) => typeof name === 'string')

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
