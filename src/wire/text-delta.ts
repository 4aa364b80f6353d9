import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'

/** An event that carries nothing but a piece of text: its members as JSON text without the braces around, and the piece. */
export interface TextDelta {
  readonly members: string
  readonly content: string
}

/**
 * Renders the commonest event of all, `{choices:[{index, delta:{content}, logprobs:null, finish_reason:null}]}`, with or without
 * `logprobs` and `usage: null`, or without any nulls, from a template: a third of what `JSON.stringify` takes, for the same text.
 * `undefined` for events that differ in whatever small way.
 */
export const renderTextDelta = (event: JsonObject): TextDelta | undefined => {
  const tail = tailOf(event)
  const choices = event['choices']
  if (tail === undefined || !Array.isArray(choices) || choices.length !== 1) return undefined
  const choice: Json = choices[0]
  if (!isJsonObject(choice)) return undefined
  const nulls = nullsOf(choice)
  const { index, delta } = choice
  if (nulls === undefined || !Number.isInteger(index) || !isJsonObject(delta)) return undefined
  for (const member in delta) if (member !== 'content') return undefined
  const { content } = delta
  if (typeof content !== 'string') return undefined
  return {
    members: `"choices":[{"index":${String(index)},"delta":{"content":${JSON.stringify(content)}}${nulls}}]${tail}`,
    content,
  }
}

/** What follows the choices; members must stand in this order. */
const tailOf = (event: JsonObject): string | undefined => {
  let seen = 0
  for (const member in event) {
    if (seen === 0 ? member !== 'choices' : seen > 1 || member !== 'usage' || event['usage'] !== null) return undefined
    seen++
  }
  return seen === 1 ? '' : ',"usage":null'
}

/** What follows the delta. */
const nullsOf = (choice: JsonObject): string | undefined => {
  const short = choice['logprobs'] === undefined
  let seen = 0
  for (const member in choice) {
    if (member !== (short ? shortChoice : longChoice)[seen++]) return undefined
  }
  // A dialect may leave out what is null.
  if (seen === 2) return ''
  if (choice['finish_reason'] !== null) return undefined
  if (short) return seen === 3 ? ',"finish_reason":null' : undefined
  return seen === 4 && choice['logprobs'] === null ? ',"logprobs":null,"finish_reason":null' : undefined
}

const shortChoice: readonly string[] = ['index', 'delta', 'finish_reason']
const longChoice: readonly string[] = ['index', 'delta', 'logprobs', 'finish_reason']
