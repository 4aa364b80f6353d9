import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { Cue, Step } from '../core/scenario.ts'

/**
 * A request that a cue without an `example` may have been written for: it asks for as many choices as the cue says,
 * offers the tools that it calls, wants to hear what it speaks. It need not satisfy `when`.
 */
export const specimenOf = (cue: Cue): JsonObject => {
  const drafts = draftsOf(cue.action)
  const choices = Math.max(1, ...drafts.map((draft) => listOf(draft['choices']).length))
  const messages = drafts.flatMap(messagesOf)
  const tools = toolsFor(messages.flatMap((message) => listOf(message['tool_calls'])))
  const functions = functionsFor(messages.map((message) => message['function_call']))
  const speaks = messages.some(({ audio }) => isJsonObject(audio))
  const model = cue.when?.['model']
  return {
    model: typeof model === 'string' ? model : speaks ? 'gpt-4o-audio-preview' : 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Hello!' }],
    ...(choices > 1 && { n: choices }),
    ...(tools.length > 0 && { tools }),
    ...(functions.length > 0 && { functions }),
    ...(speaks && { modalities: ['text', 'audio'], audio: { voice: 'alloy', format: 'pcm16' } }),
  }
}

/** Every draft that a step says as an answer: its own, and those of the steps it is made of. */
const draftsOf = ({ name, value, parts = [] }: Step): readonly JsonObject[] => [
  ...(name === 'reply' && isJsonObject(value) ? [value] : []),
  ...parts.flatMap(({ step }) => draftsOf(step)),
]

/** What a draft says, of each choice; one pasted from a real answer has it in `message`. */
const messagesOf = (draft: JsonObject): readonly JsonObject[] =>
  [draft, ...listOf(draft['choices'])]
    .filter(isJsonObject)
    .map((choice) => (isJsonObject(choice['message']) ? choice['message'] : choice))

/** Each tool that is called, once: a custom one where its call has an input. */
const toolsFor = (calls: readonly Json[]): readonly JsonObject[] => {
  const tools = calls.filter(isJsonObject).flatMap((call): readonly JsonObject[] => {
    const { function: called, custom, name = nameOf(called) ?? nameOf(custom) } = call
    if (typeof name !== 'string') return []
    const isCustom = call['type'] === 'custom' || isJsonObject(custom) || 'input' in call
    return [isCustom ? { type: 'custom', custom: { name } } : { type: 'function', function: { name } }]
  })
  return [...new Map(tools.map((tool) => [JSON.stringify(tool), tool])).values()]
}

const functionsFor = (calls: readonly (Json | undefined)[]): readonly JsonObject[] =>
  [...new Set(calls.map(nameOf))].filter((name) => typeof name === 'string').map((name) => ({ name }))

const nameOf = (called: Json | undefined): Json | undefined => (isJsonObject(called) ? called['name'] : undefined)

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
