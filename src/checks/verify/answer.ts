import type { Contracts } from '../../contracts/contracts.ts'
import type { ContractSet, SchemaCompiler } from '../../core/contract.ts'
import { isJsonObject } from '../../core/json.ts'
import { pointerOf, valueAt } from '../../core/pointer.ts'
import { endpoints } from '../../endpoints/endpoints.ts'
import { createRouter } from '../../endpoints/route.ts'
import { covers } from '../conformance.ts'
import type { Difference } from '../difference.ts'
import { effectiveRequest } from '../stream-terms.ts'
import { differencesOf, errorIn, excused, noJson, parsed } from './bodies.ts'
import { completionDifferences, type AskedFor } from './completion.ts'
import { headerDifferences } from './headers.ts'
import { streamDifferences } from './stream.ts'
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
  const text = decoded(received)
  if (received.status !== expect.status) return [statusDifference(received, text, expect.status)]
  // Errors are worded alike everywhere.
  const endpoint = expect.status >= 400 ? undefined : endpointOf(trial)
  const set = await bench.contracts.of(dialect, endpoint ?? 'chat-completions', strictness)
  const headers = headerDifferences(received, trial)
  const cut = received.end === 'complete' ? [] : [cutDifference(received)]
  // What is no stream at all is not read as one.
  const isStream = expect.stream && parsed(text) === undefined
  if (cut.length > 0 && !isStream) return [...headers, ...cut]
  if (expect.status >= 400) return [...headers, ...errorDifferences(text, trial, set)]
  const asked = endpointOf(trial) === 'chat-completions' ? await readAsked(trial, bench) : undefined
  const body = isStream
    ? streamDifferences(text, received.end === 'complete', set, asked)
    : plainDifferences(text, set, asked, trial)
  return [...headers, ...cut, ...body]
}

// A body that is cut off in the middle of a character is a cut, no wrong encoding.
const decoded = ({ bytes, end }: Received): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: end === 'complete' }).decode(bytes)
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

const errorDifferences = (text: string | undefined, { expect }: Trial, set: ContractSet): readonly Difference[] => {
  const read = parsed(text)
  if (read === undefined) return [noJson(text)]
  const broken = differencesOf(set.error(read.value), read.value).map((difference) => ({
    ...difference,
    code: 'error-envelope',
  }))
  if (broken.length > 0) return broken
  const error = errorIn(read.value) ?? {}
  const envelope = isJsonObject(read.value) && isJsonObject(read.value['error']) ? 'error' : 'responseStatus'
  return Object.entries(expect.error ?? {}).flatMap(([member, wanted]): readonly Difference[] => {
    const got = error[member]
    // The message is for people, and a member that is missing has been named above.
    if (member === 'message' || got === undefined || covers(got, wanted ?? null)) return []
    return [{ code: 'error-differs', path: [envelope, member], expected: JSON.stringify(wanted ?? null), got }]
  })
}

/** What the request asks of this service. */
const readAsked = async ({ request, dialect, strictness }: Trial, { compiler }: Bench): Promise<AskedFor> => {
  const body = parsed(request.body)?.value
  const sent = isJsonObject(body) ? body : {}
  const schemas = await dialect.schemas['chat-completions']?.()
  const place = ['$defs', 'choice', 'properties', 'logprobs']
  return {
    request: effectiveRequest(sent, dialect, strictness),
    compiler,
    hasLogprobs: valueAt(schemas?.response, place) !== undefined,
  }
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
  const wrong = broken.filter(({ severity }) => severity === undefined).map(({ path = [] }) => pointerOf(path))
  // What has no right type has no right meaning either.
  const others = completionDifferences(value, asked).filter(
    ({ path = [] }) => !wrong.some((place) => `${pointerOf(path)}/`.startsWith(`${place}/`)),
  )
  return [...broken, ...usage, ...others]
}
