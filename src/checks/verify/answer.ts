import type { Contracts } from '../../contracts/contracts.ts'
import type { ContractSet, SchemaCompiler } from '../../core/contract.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Violation } from '../../core/violation.ts'
import { rules } from '../../contracts/rules/list.ts'
import { readRequest, type ChatRequest } from '../../endpoints/chat-completions/request.ts'
import { endpoints } from '../../endpoints/endpoints.ts'
import { createRouter } from '../../endpoints/route.ts'
import { covers } from '../conformance.ts'
import { ofViolation, valueAt, type Difference } from '../difference.ts'
import { checkGrammar } from '../stream-grammar.ts'
import { completionDifferences, type AskedFor } from './completion.ts'
import { headerDifferences } from './headers.ts'
import { joinEvents } from './join.ts'
import { readEvents } from './sse.ts'
import type { Received, Trial } from './trial.ts'

/** What answers are judged with. */
export interface Bench {
  readonly contracts: Contracts
  readonly compiler: SchemaCompiler
}

const router = createRouter(endpoints)

/** Name of the endpoint that a trial asks; undefined when none is known at its path. */
export const endpointOf = ({ dialect, request }: Pick<Trial, 'dialect' | 'request'>): string | undefined => {
  const [path = ''] = request.path.split('?')
  const match = router.match(request.method, dialect.pathOf?.(path) ?? path)
  return match !== undefined && 'endpoint' in match ? match.endpoint.name : undefined
}

/** Every way in which an answer is not what its trial expects, and what the service's contracts say of every answer. */
export const answerDifferences = async (
  received: Received,
  trial: Trial,
  bench: Bench,
): Promise<readonly Difference[]> => {
  const { expect, dialect, strictness } = trial
  const text = decoded(received.bytes)
  if (received.status !== expect.status) return [statusDifference(received, text, expect.status)]
  const set = await bench.contracts.of(dialect, endpointOf(trial) ?? 'chat-completions', strictness)
  const headers = headerDifferences(received, trial)
  const cut = received.end === 'complete' ? [] : [cutDifference(received)]
  if (expect.status >= 400) return [...headers, ...cut, ...errorDifferences(text, trial, set)]
  const asked = endpointOf(trial) === 'chat-completions' ? await readAsked(trial, bench) : undefined
  // What is no stream at all is not read as one.
  const isStream = expect.stream && !/^\s*[{[]/.test(text ?? '')
  const body = isStream
    ? streamDifferences(text, received.end === 'complete', set, asked)
    : plainDifferences(text, set, asked, trial)
  return [...headers, ...cut, ...body]
}

// A body that is cut off in the middle of a character is a cut, no wrong encoding.
const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Said by whoever needs the text.
    return undefined
  }
}

const statusDifference = ({ status, headers }: Received, text: string | undefined, expected: number): Difference => {
  const where = headers['location'] === undefined ? '' : ` (redirects to ${headers['location']} are not followed)`
  const message = valueAt(errorIn(parsed(text)?.value), ['message'])
  return {
    code: 'answer-status',
    part: 'status',
    expected: `${expected}${where}`,
    got: typeof message === 'string' ? `${status} ${message}` : status,
  }
}

const cutDifference = ({ end, bytes }: Received): Difference => ({
  code: 'answer-cut',
  part: 'body',
  expected: end === 'cut' ? 'the whole body' : 'a body that ends',
  got: `${bytes.length} bytes`,
})

const errorIn = (body: Json | undefined): JsonObject | undefined => {
  const error = isJsonObject(body) ? (body['error'] ?? body['responseStatus']) : undefined
  return isJsonObject(error) ? error : undefined
}

const errorDifferences = (text: string | undefined, { expect }: Trial, set: ContractSet): readonly Difference[] => {
  const read = parsed(text)
  if (read === undefined) return [noJson(text)]
  const broken = differencesOf(set.error(read.value), read.value).map((difference) => ({
    ...difference,
    code: 'error-envelope',
  }))
  const error = errorIn(read.value) ?? {}
  const envelope = isJsonObject(read.value) && isJsonObject(read.value['error']) ? 'error' : 'responseStatus'
  const others = Object.entries(expect.error ?? {}).flatMap(([member, wanted]): readonly Difference[] => {
    const got = error[member]
    // The message is for people, and a member that is missing has been named above.
    if (member === 'message' || got === undefined || covers(got, wanted ?? null)) return []
    return [{ code: 'error-differs', path: [envelope, member], expected: JSON.stringify(wanted ?? null), got }]
  })
  return [...broken, ...others]
}

const noJson = (text: string | undefined): Difference => ({
  code: 'answer-json',
  part: 'body',
  expected: text === undefined ? 'a body in UTF-8' : 'a body that is JSON',
  got: text?.slice(0, 200),
})

/** What the request asks of this service. */
const readAsked = async ({ request, dialect, strictness }: Trial, { compiler }: Bench): Promise<AskedFor> => {
  const body = parsed(request.body)?.value
  const sent = isJsonObject(body) ? body : {}
  const effective = dialect.widen?.('chat-completions', sent, strictness) ?? sent
  const schemas = await dialect.schemas['chat-completions']?.()
  const place = ['$defs', 'choice', 'properties', 'logprobs']
  return { request: readRequest(effective), compiler, hasLogprobs: valueAt(schemas?.response, place) !== undefined }
}

const plainDifferences = (
  text: string | undefined,
  set: ContractSet,
  asked: AskedFor | undefined,
  { strictness }: Trial,
): readonly Difference[] => {
  const read = parsed(text)
  if (read === undefined) return [noJson(text)]
  const { value } = read
  const broken = differencesOf(excused(set.response(value), value, asked), value)
  if (asked === undefined || !isJsonObject(value)) return broken
  const isUncounted =
    strictness === 'practical' && value['usage'] === undefined && !broken.some(({ path }) => path?.[0] === 'usage')
  const usage = isUncounted ? [{ code: 'answer-usage', path: ['usage'], expected: 'the counts of tokens' }] : []
  return [...broken, ...usage, ...completionDifferences(value, asked)]
}

const streamDifferences = (
  text: string | undefined,
  isComplete: boolean,
  set: ContractSet,
  asked: AskedFor | undefined,
): readonly Difference[] => {
  if (text === undefined) return [noJson(text)]
  const { data, differences: framing } = readEvents(text)
  const done = data.indexOf('[DONE]')
  const events: JsonObject[] = []
  const found: Difference[] = [...framing]
  let isBroken = false
  for (const [index, item] of data.entries()) {
    if (index === done) break
    const value = parsed(item)?.value
    const error = errorIn(value)
    isBroken ||= error !== undefined || !isJsonObject(value)
    if (error !== undefined)
      found.push({
        code: 'stream-error',
        event: index + 1,
        path: ['error'],
        expected: 'no error in a stream',
        got: error,
      })
    else if (isJsonObject(value)) events.push(value)
    else
      found.push({
        code: 'stream-json',
        event: index + 1,
        expected: 'data that is a JSON object',
        got: item.slice(0, 200),
      })
  }
  const isWhole = isComplete && !isBroken
  if (done < 0 && isWhole) found.push({ code: 'stream-done', part: 'stream', expected: '[DONE] in the end' })
  if (done >= 0 && done < data.length - 1)
    found.push({ code: 'stream-done', event: done + 2, expected: 'nothing behind [DONE]', got: data[done + 1] })
  return [...found, ...eventDifferences(events, set), ...talkDifferences(events, isWhole, set, asked)]
}

/** Each difference once, at the first event that has it. */
const eventDifferences = (events: readonly JsonObject[], set: ContractSet): readonly Difference[] => {
  const first = new Map<string, Difference>()
  for (const [index, event] of events.entries())
    for (const difference of differencesOf(set.chunk(event), event)) {
      const key = `${difference.code} ${difference.path?.join('/') ?? ''}`
      if (!first.has(key)) first.set(key, { ...difference, event: index + 1 })
    }
  return [...first.values()]
}

/** A joined answer has the members that streams have: only what holds between those is of interest, not how one service writes them. */
const isGeneral = new Set(
  rules.filter(({ side, dialects }) => side === 'response' && dialects === undefined).map(({ name }) => name),
)

/** What the events are together. */
const talkDifferences = (
  events: readonly JsonObject[],
  isWhole: boolean,
  set: ContractSet,
  asked: AskedFor | undefined,
): readonly Difference[] => {
  if (asked === undefined) return []
  const { n, include_usage, body } = asked.request
  const audio = Array.isArray(body['modalities']) && body['modalities'].includes('audio')
  const grammar = checkGrammar(events, { n, include_usage, audio }, isWhole)
  // Of a stream whose events are out of order nobody knows what it was to say.
  if (!isWhole || grammar.some(({ severity }) => severity === undefined)) return grammar
  const completion = joinEvents(events)
  const broken = excused(set.response(completion), completion, asked).filter(({ rule }) => isGeneral.has(rule))
  const joined = [...differencesOf(broken, completion), ...completionDifferences(completion, asked)]
  return [...grammar, ...joined.map((difference) => ({ ...difference, part: 'joined stream' }))]
}

const differencesOf = (violations: readonly Violation[], body: Json): readonly Difference[] =>
  violations.map((violation) => ofViolation(violation, body))

/** A named function ends with `stop` on older models (wire-format 6.2, D). */
const excused = (
  violations: readonly Violation[],
  body: Json,
  asked: { readonly request: ChatRequest } | undefined,
): readonly Violation[] =>
  asked?.request.tools.mode === 'named'
    ? violations.filter(({ rule, path }) => rule !== 'finish-reason' || valueAt(body, path) !== 'stop')
    : violations

const parsed = (text: string | undefined): { readonly value: Json } | undefined => {
  try {
    // JSON.parse gives JSON.
    return text === undefined ? undefined : { value: JSON.parse(text) as Json }
  } catch {
    // The caller says what is wrong.
    return undefined
  }
}
