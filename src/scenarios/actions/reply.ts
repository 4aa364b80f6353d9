import type { Action } from '../../core/action.ts'
import { isJsonObject, type JsonObject } from '../../core/json.ts'
import type { Step } from '../../core/scenario.ts'
import { compileTemplate, type Fill } from '../template.ts'

/** Says what is written, with facts and groups in the place of templates; or what a function of the call returns. */
export const reply: Action = {
  name: 'reply',
  schema: { description: 'The answer, without its envelope. Texts may name facts: {{ user }}.', $ref: '#/$defs/draft' },
  play: (step, call, _context, _play, { groups }) => {
    const { value } = step
    if (typeof value === 'function')
      return Promise.resolve(value(call)).then((draft) => ({ kind: 'draft', draft: drafted(draft), unread: true }))
    const draft = drafted(value)
    const fill = fillOf(step, draft)
    if (fill !== undefined) return { kind: 'draft', draft: fill(call, groups) }
    return saysAll(draft) ? { kind: 'draft', draft, fixed: true } : { kind: 'draft', draft }
  },
}

const drafted = (value: unknown): JsonObject => {
  if (isJsonObject(value)) return value
  throw new TypeError(
    `the reply is ${value === null ? 'null' : typeof value}: return an object like { content: 'Hello' }`,
  )
}

/** Whether a draft says one message: where it leaves one open, or has several, the request decides what becomes of it. */
const saysAll = (draft: JsonObject): boolean =>
  draft['choices'] === undefined && messageMembers.some((member) => draft[member] !== undefined)

const messageMembers = ['content', 'refusal', 'tool_calls', 'function_call', 'audio']

const fills = new WeakMap<Step, Fill<JsonObject> | 'none'>()

/** The step's templates, found once. */
const fillOf = (step: Step, draft: JsonObject): Fill<JsonObject> | undefined => {
  let fill = fills.get(step)
  if (fill === undefined) {
    fill = compileTemplate(draft) ?? 'none'
    fills.set(step, fill)
  }
  return fill === 'none' ? undefined : fill
}
