import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Audio, Logprobs } from './types.ts'

/** What a cue says of one choice; a member left out is made up. */
export interface DraftChoice {
  readonly content: string | null | undefined
  readonly refusal: string | null | undefined
  readonly tool_calls: readonly DraftCall[] | undefined
  readonly function_call: DraftCall | undefined
  readonly annotations: readonly JsonObject[] | undefined
  readonly audio: Partial<Audio> | undefined
  readonly finish_reason: string | undefined
  readonly logprobs: Logprobs | null | undefined
}

export interface DraftCall {
  readonly id: string | undefined
  readonly type: 'function' | 'custom'
  readonly name: string
  /** Text is sent as it stands, other values as JSON; `undefined`: made up. */
  readonly input: Json | undefined
}

/** The choices a cue speaks of: its `choices`, or the one it describes itself. */
export const readDraft = (draft: JsonObject): readonly DraftChoice[] => {
  const { choices } = draft
  if (!Array.isArray(choices)) return [choiceOf(draft)]
  return choices.map((choice) => choiceOf(isJsonObject(choice) ? choice : { content: choice }))
}

/** Whether the cue says what the message is; otherwise it is made up. */
export const saysMessage = (choice: DraftChoice | undefined): choice is DraftChoice =>
  choice !== undefined &&
  (choice.content !== undefined ||
    choice.refusal !== undefined ||
    choice.tool_calls !== undefined ||
    choice.function_call !== undefined ||
    choice.audio !== undefined)

/** A choice as pasted from a real answer has its members inside `message`. */
const choiceOf = (choice: JsonObject): DraftChoice => {
  const message = isJsonObject(choice['message']) ? choice['message'] : choice
  const { content, refusal, tool_calls, function_call, annotations, audio } = message
  const { finish_reason, logprobs } = choice
  return {
    content:
      content === undefined || content === null || typeof content === 'string' ? content : JSON.stringify(content),
    refusal: refusal === null || typeof refusal === 'string' ? refusal : undefined,
    tool_calls: Array.isArray(tool_calls) && tool_calls.length > 0 ? tool_calls.map(callOf) : undefined,
    function_call: isJsonObject(function_call) ? callOf(function_call) : undefined,
    annotations: Array.isArray(annotations) ? annotations.filter(isJsonObject) : undefined,
    audio: isJsonObject(audio) ? audioOf(audio) : undefined,
    finish_reason: typeof finish_reason === 'string' ? finish_reason : undefined,
    logprobs: isJsonObject(logprobs) ? logprobsOf(logprobs) : logprobs === null ? null : undefined,
  }
}

/** `{ name, arguments }`, `{ name, input }` or the wire's `{ type, function: { … } }`. */
const callOf = (call: Json): DraftCall => {
  const { id, type, name, ...rest } = isJsonObject(call) ? call : { name: call }
  const custom = type === 'custom' || isJsonObject(rest['custom']) || 'input' in rest
  const nested = rest[custom ? 'custom' : 'function']
  const inner = isJsonObject(nested) ? nested : { name, ...rest }
  return {
    id: typeof id === 'string' ? id : undefined,
    type: custom ? 'custom' : 'function',
    name: typeof inner['name'] === 'string' ? inner['name'] : '',
    input: custom ? inner['input'] : inner['arguments'],
  }
}

const audioOf = ({ id, expires_at, data, transcript }: JsonObject): Partial<Audio> => ({
  ...(typeof id === 'string' && { id }),
  ...(typeof expires_at === 'number' && { expires_at }),
  ...(typeof data === 'string' && { data }),
  ...(typeof transcript === 'string' && { transcript }),
})

const logprobsOf = ({ content, refusal }: JsonObject): Logprobs => ({
  content: entriesOf(content),
  refusal: entriesOf(refusal),
})

const entriesOf = (list: Json | undefined): Logprobs['content'] => {
  if (!Array.isArray(list)) return null
  return list.filter(isJsonObject).map((entry) => {
    const { token, logprob, bytes } = entryOf(entry)
    const top = entry['top_logprobs']
    return { token, logprob, bytes, top_logprobs: Array.isArray(top) ? top.filter(isJsonObject).map(entryOf) : [] }
  })
}

const entryOf = ({ token, logprob, bytes }: JsonObject) => ({
  token: typeof token === 'string' ? token : '',
  logprob: typeof logprob === 'number' ? logprob : 0,
  bytes: Array.isArray(bytes) ? bytes.filter((byte) => typeof byte === 'number') : null,
})
