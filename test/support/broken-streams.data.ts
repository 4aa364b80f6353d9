import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'
import { ofEvents, ofStream, put, type Defect } from './broken-provider.ts'

/** Sets a value in the nth event of each stream; negative counts from the end. */
const inEvent = (nth: number, path: readonly (string | number)[], given: Json | undefined): Defect['breaks'] =>
  ofEvents((events) => {
    const index = nth < 0 ? events.length + nth : nth
    return events.map((event, place) => (place === index ? put(event, path, given) : event))
  })

const choiceOf = (event: JsonObject): JsonObject => {
  const [choice] = Array.isArray(event['choices']) ? event['choices'] : []
  return isJsonObject(choice) ? choice : {}
}
const isFinish = (event: JsonObject): boolean => typeof choiceOf(event)['finish_reason'] === 'string'
const hasUsage = ({ usage }: JsonObject): boolean => isJsonObject(usage)
const headOf = (event: JsonObject): JsonObject | undefined => {
  const { delta } = choiceOf(event)
  const calls = isJsonObject(delta) ? delta['tool_calls'] : undefined
  const [first] = Array.isArray(calls) ? calls : []
  return isJsonObject(first) && 'id' in first ? first : undefined
}
const inHead = (path: readonly (string | number)[], given: Json | undefined): Defect['breaks'] =>
  ofEvents((events) =>
    events.map((event) =>
      headOf(event) === undefined ? event : put(event, ['choices', 0, 'delta', 'tool_calls', 0, ...path], given),
    ),
  )
/** What a provider can do wrong in streams. */
export const streamDefects: readonly Defect[] = [
  {
    name: 'no role in the first delta',
    breaks: inEvent(0, ['choices', 0, 'delta', 'role'], undefined),
    found: ['stream-role'],
  },
  {
    name: 'no event with a role',
    breaks: ofEvents((events) =>
      events.filter((event) => !('role' in Object(choiceOf(event)['delta'])) || headOf(event) !== undefined),
    ),
    found: ['stream-role'],
  },
  {
    name: 'a role in the last delta too',
    breaks: ofEvents((events) =>
      events.map((event) => (isFinish(event) ? put(event, ['choices', 0, 'delta'], { role: 'assistant' }) : event)),
    ),
    found: ['stream-role'],
  },
  { name: 'an id that changes', breaks: inEvent(1, ['id'], 'chatcmpl-2'), found: ['stream-envelope'] },
  { name: 'a time that goes on', breaks: inEvent(1, ['created'], 4), found: ['stream-envelope'] },
  {
    name: 'a fingerprint that changes',
    breaks: inEvent(1, ['system_fingerprint'], 'fp_other'),
    found: ['stream-envelope'],
  },
  {
    name: 'completions for chunks',
    breaks: ofEvents((events) => events.map((event) => put(event, ['object'], 'chat.completion'))),
    found: ['schema/enum'],
  },
  { name: 'a wrong index', breaks: inEvent(1, ['choices', 0, 'index'], 5), found: ['stream-index'] },
  {
    name: 'a choice that never comes',
    breaks: ofEvents((events) => events.filter((event) => choiceOf(event)['index'] !== 1)),
    found: ['stream-index'],
  },
  { name: 'no delta', breaks: inEvent(1, ['choices', 0, 'delta'], undefined), found: ['schema/required'] },
  { name: 'a number for a text', breaks: inEvent(1, ['choices', 0, 'delta', 'content'], 4), found: ['schema/type'] },
  {
    name: 'no finish_reason',
    breaks: ofEvents((events) => events.filter((event) => !isFinish(event))),
    found: ['stream-finish'],
  },
  {
    name: 'two finish_reasons',
    breaks: ofEvents((events) => events.flatMap((event) => (isFinish(event) ? [event, event] : [event]))),
    found: ['stream-finish'],
  },
  {
    name: 'a text behind the finish_reason',
    breaks: ofEvents((events) =>
      events.flatMap((event) =>
        isFinish(event)
          ? [event, put(put(event, ['choices', 0, 'finish_reason'], null), ['choices', 0, 'delta'], { content: 'x' })]
          : [event],
      ),
    ),
    found: ['stream-finish'],
  },
  {
    name: 'no event with the usage',
    breaks: ofEvents((events) => events.filter((event) => !hasUsage(event))),
    found: ['stream-usage'],
  },
  {
    name: 'the usage twice',
    breaks: ofEvents((events) => events.flatMap((event) => (hasUsage(event) ? [event, event] : [event]))),
    found: ['stream-usage'],
  },
  {
    name: 'the usage beside the last delta',
    breaks: ofEvents((events) => {
      const usage = events.find(hasUsage)?.['usage']
      return events
        .filter((event) => !hasUsage(event))
        .map((event, index, all) => (index === all.length - 1 ? { ...event, usage } : event))
    }),
    found: ['stream-usage'],
  },
  {
    name: 'the usage first',
    breaks: ofEvents((events) => [
      ...events.filter((event) => !hasUsage(event)).slice(0, 1),
      ...events.filter(hasUsage),
      ...events.filter((event) => !hasUsage(event)).slice(1),
    ]),
    found: ['stream-usage'],
  },
  {
    name: 'a wrong sum in the usage',
    breaks: ofEvents((events) => events.map((event) => put(event, ['usage', 'total_tokens'], 1))),
    found: ['usage-sums'],
  },
  { name: 'a call without an id', breaks: inHead(['id'], undefined), found: ['stream-tool-calls'] },
  { name: 'a call without a name', breaks: inHead(['function', 'name'], undefined), found: ['stream-tool-calls'] },
  { name: 'calls that count from 1', breaks: inHead(['index'], 1), found: ['stream-tool-calls'] },
  {
    name: 'arguments of which a piece is lost',
    breaks: ofEvents((events) =>
      events.filter((event, index) => {
        const before = events[index - 1]
        return before === undefined || headOf(before) === undefined
      }),
    ),
    found: ['answer-arguments'],
  },
  {
    name: 'structured output that is no JSON',
    breaks: ofEvents((events, asked) =>
      asked['response_format'] !== undefined ? events.filter((_, index) => index !== 1) : events,
    ),
    found: ['answer-format'],
  },
  {
    name: 'an error in the middle',
    breaks: ofEvents((events) => [
      ...events.slice(0, 2),
      { error: { message: 'overloaded', type: 'server_error', param: null, code: null } },
    ]),
    found: ['stream-error'],
  },
  { name: 'no [DONE]', breaks: ofStream((text) => text.replace('data: [DONE]\n\n', '')), found: ['stream-done'] },
  { name: 'something behind [DONE]', breaks: ofStream((text) => `${text}data: {}\n\n`), found: ['stream-done'] },
  {
    name: 'lines without data:',
    breaks: ofStream((text) => text.replace('data: {', '{')),
    found: ['stream-framing'],
  },
  {
    name: 'no empty lines',
    breaks: ofStream((text) => text.replace('\n\n', '\n')),
    found: ['stream-framing'],
  },
  { name: 'no empty line in the end', breaks: ofStream((text) => text.slice(0, -1)), found: ['stream-framing'] },
  { name: 'CRLF', breaks: ofStream((text) => text.replaceAll('\n', '\r\n')), found: ['stream-framing'] },
  {
    name: 'named events',
    breaks: ofStream((text) => text.replaceAll('data: ', 'event: chunk\ndata: ')),
    found: ['stream-framing'],
  },
  { name: 'comments', breaks: ofStream((text) => `: wait\n\n${text}`), found: ['stream-framing'] },
  { name: 'half an object', breaks: ofStream((text) => text.replace('}\n\n', '\n\n')), found: ['stream-json'] },
]
