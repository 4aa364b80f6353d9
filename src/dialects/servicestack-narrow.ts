import type { NarrowTerms } from '../core/dialect.ts'
import type { ComposedStream } from '../core/endpoint.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { StreamEvent } from '../core/reply.ts'

/*
 * What document 003 documents of an answer, in its order. The service leaves out what is null.
 */

/** Off: calls in an answer carry their function as an object, which other clients understand and the document does not show. */
const functionText = 'servicestack-function-text'

/** Every completion here is made by one provider. */
const provider = 'cuecard'

/** A completion with the members that are documented and not null. */
export const narrowCompletion = (value: JsonObject, terms: NarrowTerms): JsonObject => {
  const asText = sendsText(terms)
  const thought = thoughtOf(terms.request)
  return {
    id: value['id'],
    choices: objectsOf(value['choices']).map((choice) => choiceOf(choice, thought, asText)),
    created: value['created'],
    model: value['model'],
    system_fingerprint: present(value['system_fingerprint']),
    object: value['object'],
    service_tier: present(value['service_tier']),
    usage: usageOf(value['usage']),
    provider,
    metadata: metadataOf(value, terms),
  }
}

/** The same for a stream. `function` stays an object at both levels: a client could not join pieces of a text that holds JSON text. */
export const narrowStream = (stream: ComposedStream, terms: NarrowTerms): ComposedStream => {
  const { envelope, events, lead } = stream
  const thought = thoughtOf(terms.request)
  return {
    envelope: {
      id: envelope['id'],
      created: envelope['created'],
      model: envelope['model'],
      system_fingerprint: present(envelope['system_fingerprint']),
      object: envelope['object'],
      service_tier: present(envelope['service_tier']),
      provider,
      metadata: metadataOf(envelope, terms),
    },
    events: {
      length: events.length,
      at: (index) => {
        const event = events.at(index)
        return event === undefined ? undefined : eventOf(event, index < lead ? thought : undefined)
      },
    },
    lead,
    obfuscate: false,
  }
}

const sendsText = ({ strictness, rules }: NarrowTerms): boolean =>
  strictness === 'literal' || !Object.hasOwn(rules, functionText) || rules[functionText] !== 'off'

const present = (value: Json | undefined): Json | undefined => value ?? undefined

const objectsOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

/** The cue's, else what the request said. */
const metadataOf = ({ metadata }: JsonObject, { request }: NarrowTerms): Json | undefined =>
  present(metadata ?? request['metadata'])

const longestThought = 200

/** What the model thought first, for a request that turns thinking on. */
const thoughtOf = ({ enable_thinking, messages }: JsonObject): string | undefined => {
  if (enable_thinking !== true) return undefined
  const asked = objectsOf(messages).findLast(({ role }) => role === 'user')?.['content']
  const text =
    typeof asked === 'string'
      ? asked
      : objectsOf(asked)
          .map((part) => part['text'] ?? '')
          .join(' ')
  return `The user says: ${text.slice(0, longestThought)}`
}

const choiceOf = (choice: JsonObject, thought: string | undefined, asText: boolean): JsonObject => {
  const message = isJsonObject(choice['message']) ? choice['message'] : {}
  const calls = message['tool_calls']
  return {
    finish_reason: choice['finish_reason'],
    index: choice['index'],
    message: {
      // Required, also of an answer that only calls tools.
      content: message['content'] ?? '',
      refusal: present(message['refusal']),
      reasoning: thought,
      role: message['role'],
      annotations: present(message['annotations']),
      audio: present(message['audio']),
      tool_calls: Array.isArray(calls) ? objectsOf(calls).map((call) => callOf(call, asText)) : undefined,
    },
  }
}

const callOf = (call: JsonObject, asText: boolean): JsonObject => {
  const called = calledBy(call)
  return {
    id: call['id'],
    type: 'function',
    function: asText && called !== undefined ? JSON.stringify(called) : called,
  }
}

/** The service knows functions only: a tool that takes text is one whose argument is that text. */
const calledBy = (call: JsonObject): JsonObject | undefined => {
  const { function: named, custom } = call
  if (isJsonObject(named)) return named
  return isJsonObject(custom) ? { name: custom['name'], arguments: custom['input'] } : undefined
}

const usageOf = (usage: Json | undefined): JsonObject => {
  if (!isJsonObject(usage)) return {}
  const { completion_tokens_details: completion, prompt_tokens_details: prompt } = usage
  return {
    completion_tokens: usage['completion_tokens'],
    prompt_tokens: usage['prompt_tokens'],
    total_tokens: usage['total_tokens'],
    completion_tokens_details: isJsonObject(completion)
      ? {
          accepted_prediction_tokens: completion['accepted_prediction_tokens'],
          audio_tokens: completion['audio_tokens'],
          reasoning_tokens: completion['reasoning_tokens'],
          rejected_prediction_tokens: completion['rejected_prediction_tokens'],
        }
      : undefined,
    prompt_tokens_details: isJsonObject(prompt)
      ? { accepted_prediction_tokens: 0, audio_tokens: prompt['audio_tokens'], cached_tokens: prompt['cached_tokens'] }
      : undefined,
  }
}

/** What a fault wrote as text stays as it is. */
const eventOf = (event: StreamEvent, thought: string | undefined): StreamEvent => {
  if (typeof event === 'string') return event
  const { choices, usage } = event
  const narrowed = objectsOf(choices).map((choice) => deltaChoiceOf(choice, thought))
  return isJsonObject(usage) ? { choices: narrowed, usage: usageOf(usage) } : { choices: narrowed }
}

const deltaChoiceOf = ({ index, delta, finish_reason }: JsonObject, thought: string | undefined): JsonObject => {
  const narrowed = isJsonObject(delta) ? deltaOf(delta, thought) : {}
  return typeof finish_reason === 'string' ? { index, delta: narrowed, finish_reason } : { index, delta: narrowed }
}

const deltaMembers = ['content', 'refusal', 'role', 'annotations', 'audio']

const deltaOf = (delta: JsonObject, thought: string | undefined): JsonObject => {
  const narrowed: Record<string, Json | undefined> = {}
  for (const member of deltaMembers) {
    const value = delta[member]
    if (value !== undefined && value !== null) narrowed[member] = value
  }
  if (thought !== undefined) narrowed['reasoning'] = thought
  const calls = delta['tool_calls']
  if (Array.isArray(calls)) narrowed['tool_calls'] = objectsOf(calls).map(deltaCallOf)
  return narrowed
}

const deltaCallOf = (call: JsonObject): JsonObject => {
  const { index, id, type } = call
  const called = calledBy(call)
  return type === undefined ? { index, function: called } : { index, id, type: 'function', function: called }
}
