import type { Rule } from '../core/rule.ts'
import type { JsonObject } from '../core/json.ts'
import type { Path, Violation } from '../core/violation.ts'
import type { Fault } from './wording/fault.ts'

/** Where in the service's sequence of checks something is found (wire-format 3.1); compared member by member, less is earlier. */
export type Rank = readonly [step: number, field: number, item: number, member: number]

/** The order in which fields are looked at (measured); fields without a measured place follow. */
const fields = [
  'messages',
  'functions',
  'function_call',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'max_completion_tokens',
  'n',
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'logprobs',
  'top_logprobs',
  'user',
  'seed',
  'moderation',
  'safety_identifier',
  'prompt_cache_options',
  'prompt_cache_key',
  'prompt_cache_retention',
  'response_format',
  'service_tier',
  'max_tokens',
  'reasoning_effort',
  'logit_bias',
  'stop',
  'stream',
  'stream_options',
  'store',
  'metadata',
  'prediction',
  'verbosity',
  'audio',
  'modalities',
  'web_search_options',
]
const places = new Map(fields.map((field, place) => [field, place]))

const steps = { parse: 0, model: 1, messages: 2, unknown: 3, field: 4, capability: 5, conversation: 6 } as const

/** Where the service would come across a fault of the schema. `keys` are the members of the body in their order. */
export const rankOfFault = ({ keyword, path, value }: Fault, keys: ReadonlyMap<string, number>): Rank => {
  const [field = ''] = path
  if (path.length === 1 && field === 'model')
    return [keyword === 'type' && value !== null ? steps.parse : steps.model, 0, 0, 0]
  if (path.length === 1 && field === 'messages' && (keyword === 'required' || value === null))
    return [steps.messages, 0, 0, 0]
  if (path.length === 1 && keyword === 'additionalProperties')
    return [steps.unknown, keys.get(String(field)) ?? 0, 0, 0]
  return [steps.field, placeOf(path), itemOf(path), memberOf(keyword, path)]
}

/** Where the service would come across a breach of a rule between fields: behind what the field itself says. */
export const rankOfBreach = (rule: Rule, path: Path, keys: ReadonlyMap<string, number>): Rank => {
  const step = steps[rule.stage ?? 'field']
  if (step === steps.unknown) return [step, keys.get(String(path[0])) ?? 0, 0, 0]
  return step === steps.field ? [step, placeOf(path), itemOf(path), members.rule] : [step, 0, 0, 0]
}

/** Whether the service comes across this before it looks whether there is such a model. */
export const precedesModel = ({ rule, path, error }: Violation): boolean => {
  if (path.length !== 1) return false
  const [field] = path
  const isMissing = error.code === 'missing_required_parameter'
  if (field === 'model') return rule.startsWith('schema/')
  return rule === 'schema/additionalProperties' || (field === 'messages' && isMissing)
}

export const compareRanks = (a: Rank, b: Rank): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]

/** The members of a body and their places in it. */
export const keysOf = (body: JsonObject): ReadonlyMap<string, number> =>
  new Map(Object.keys(body).map((key, place) => [key, place]))

const placeOf = ([field = '']: Path): number => places.get(String(field)) ?? fields.length

/** The item of a list; what is wrong with the list as a whole comes first. */
const itemOf = ([, item]: Path): number => (typeof item === 'number' ? item : -1)

const members = { item: 0, role: 1, content: 2, other: 3, unknown: 4, rule: 5 } as const

/** Inside a message: is it an object, has it a role, a known one, then its content; unknown members last. */
const memberOf = (keyword: string, path: Path): number => {
  if (keyword === 'additionalProperties') return members.unknown
  if (path[0] !== 'messages') return members.other
  const [, , member] = path
  if (member === undefined) return members.item
  if (member === 'role') return members.role
  return member === 'content' ? members.content : members.other
}
