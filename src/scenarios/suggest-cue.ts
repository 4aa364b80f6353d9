import type { Call } from '../core/call.ts'
import { isJsonObject, type Json } from '../core/json.ts'

/**
 * A cue that answers this call, as the lines of a scenario file under `cues`. It asks for what tells this call from others, so that it
 * takes no other cue's calls; texts are quoted as JSON quotes them, which YAML reads.
 */
export const suggestCue = (call: Call): readonly string[] => [
  `  - name: ${JSON.stringify(nameOf(call))}`,
  `    when: ${flow(whenOf(call))}`,
  `    ${isMadeToOrder(call) ? 'generate: {}' : 'reply: { content: "Write the answer here." }'}`,
]

const longestName = 40
/** A longer text is asked for by its beginning. */
const longestText = 200
const longestStart = 120
const mostIds = 5

const nameOf = ({ facts }: Call): string => {
  const text = facts.last === 'tool' ? `takes up ${facts.tool_call_id.join(' ')}` : (textOfLast(facts) ?? 'answers')
  const words = startOf(text, longestName).replaceAll(/[^\p{L}\p{N}_]+/gu, ' ')
  return words.trim() === '' ? 'answers' : words.trim()
}

const whenOf = ({ facts }: Call): readonly (readonly [string, Json])[] => {
  const { last, tool_call_id: ids } = facts
  const media = (['image', 'file', 'audio'] as const).filter((kind) => facts[kind].length > 0)
  return [
    ...(last === undefined ? [] : ([['last', last]] as const)),
    ...(ids.length > 0 && last !== 'user'
      ? ([['tool_call_id', ids.slice(0, mostIds)]] as const)
      : textConditions(facts)),
    ...media.map((kind) => [kind, facts[kind]] as const),
  ]
}

const textConditions = (facts: Call['facts']): readonly (readonly [string, Json])[] => {
  const text = textOfLast(facts)
  return text === undefined
    ? []
    : [[factOfLast(facts), text.length <= longestText ? text : { contains: startOf(text, longestStart) }]]
}

/** The fact that holds the text of the last message. */
const factOfLast = ({ last }: Call['facts']): 'user' | 'assistant' | 'system' | 'tool' => {
  if (last === 'assistant') return 'assistant'
  if (last === 'tool' || last === 'function') return 'tool'
  return last === 'user' ? 'user' : 'system'
}

const textOfLast = (facts: Call['facts']): string | undefined => facts[factOfLast(facts)]

/** No character is cut in two. */
const startOf = (text: string, longest: number): string =>
  Array.from(text.slice(0, 2 * longest))
    .slice(0, longest)
    .join('')

/** Where the request wants JSON, or a tool called, canned text would not do. */
const isMadeToOrder = ({ body }: Call): boolean => {
  const { response_format: format, tool_choice: choice } = body
  return (isJsonObject(format) && format['type'] !== 'text') || choice === 'required' || isJsonObject(choice)
}

/** YAML in braces. A lone half of a character, which YAML has no place for, stays escaped. */
const flow = (members: readonly (readonly [string, Json])[]): string =>
  members.length === 0 ? '{}' : `{ ${members.map(([name, value]) => `${name}: ${flowValue(value)}`).join(', ')} }`

const flowValue = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(flowValue).join(', ')}]`
  return isJsonObject(value) ? flow(Object.entries(value).map(([name, item]) => [name, item ?? null])) : scalar(value)
}

const scalar = (value: Json): string => {
  const text = JSON.stringify(value)
  return typeof value === 'string' && /^[a-z_]+$/.test(value) && !ambiguous.has(value) ? value : text
}

/** Words that YAML, or an older reader of it, takes for something else than text. */
const ambiguous: ReadonlySet<string> = new Set(['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n'])
