import { invalidRequest, type ApiError } from '../core/api-error.ts'
import type { Strictness } from '../core/contract.ts'
import type { Incoming } from '../core/incoming.ts'
import type { SentReply } from '../core/reply.ts'

/*
 * How a client says in which form it wants its answer: by the Accept header, by `.json` behind the path, by `?format=json`, and as a
 * call of its own function by `?callback=` (dialects 4).
 */

const suffix = '.json'

/** `/chat/completions.json` is `/chat/completions`. */
export const withoutSuffix = (path: string): string => (path.endsWith(suffix) ? path.slice(0, -suffix.length) : path)

/** An unsafe callback is refused at both levels; what cannot be answered in JSON only by the letter of the document. */
export const demandJson = (incoming: Incoming, strictness: Strictness): ApiError | undefined => {
  const callback = callbackOf(incoming)
  if (callback !== undefined && !isSafeCallback(callback)) return unsafeCallback
  if (strictness === 'practical' || callback !== undefined) return undefined
  const format = formatOf(incoming)
  if (format === 'json') return undefined
  const { accept } = incoming.headers
  if (format === undefined && acceptsJson(accept)) return undefined
  return notAcceptable(
    format === undefined ? `the Accept header asks for ${cut(accept ?? '')}` : 'the format is another',
  )
}

/** The reply as a call of the function that the request names, refusals too. Streams and bodies that are no JSON stay as they are. */
export const wrapInCallback = (reply: SentReply, incoming: Incoming): SentReply => {
  const { body, headers } = reply
  if (incoming.query === '' || body.kind !== 'json') return reply
  const callback = callbackOf(incoming)
  if (callback === undefined || !isSafeCallback(callback)) return reply
  return {
    ...reply,
    headers: { ...headers, 'content-type': 'text/javascript; charset=utf-8' },
    body: { ...body, layout: { ...body.layout, callback } },
  }
}

/** The name as the request gives it. */
const callbackOf = ({ query }: Incoming): string | undefined => askedIn(query, 'callback')

/** What suffix or query ask for, the suffix first; `undefined` when the Accept header decides. */
const formatOf = ({ path, query }: Incoming): string | undefined =>
  path.endsWith(suffix) ? 'json' : askedIn(query, 'format')?.toLowerCase()

/** A parameter of the query; an empty one asks for nothing. */
const askedIn = (query: string, name: string): string | undefined => {
  const value = query === '' ? null : new URLSearchParams(query).get(name)
  return value === null || value === '' ? undefined : value
}

const longestCallback = 128

/** One function or a member of objects, in ASCII: whatever else JavaScript would take for a name could also do something. */
const dottedName = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/

/** Words that are no names, and names that lead to the machinery of objects. */
const unsafeNames: ReadonlySet<string> = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for function if implements ' +
    'import in instanceof interface let new null package private protected public return static super switch this throw true try typeof ' +
    'var void while with yield await async arguments eval Function __proto__ constructor prototype'
  ).split(' '),
)

const isSafeCallback = (name: string): boolean =>
  name.length <= longestCallback && dottedName.test(name) && !name.split('.').some((part) => unsafeNames.has(part))

// It does not repeat the name: nobody can say where it would be read.
const unsafeCallback: ApiError = invalidRequest(
  `'callback' must be the name of a JavaScript function, of at most ${longestCallback} letters, digits, '_', '$' and '.'.`,
  'callback',
  'InvalidCallback',
)

const notAcceptable = (reason: string): ApiError =>
  invalidRequest(`Only application/json is available, but ${reason}.`, null, 'NotAcceptable', 406)

/** Whether an Accept header lets an answer be JSON: the most specific range that covers it decides. */
const acceptsJson = (accept: string | undefined): boolean => {
  if (accept === undefined || accept.trim() === '') return true
  const ranges = new Map(accept.split(',').map(rangeOf))
  return ranges.get('application/json') ?? ranges.get('application/*') ?? ranges.get('*/*') ?? false
}

/** A media range, and whether its weight is above zero. */
const rangeOf = (text: string): readonly [range: string, isWanted: boolean] => {
  const [range = '', ...parameters] = text.split(';')
  const isUnwanted = parameters.some((parameter) => /^q=0(?:\.0*)?$/i.test(parameter.trim()))
  return [range.trim().toLowerCase(), !isUnwanted]
}

const cut = (text: string): string => (text.length <= 100 ? text : `${text.slice(0, 100)}…`)
