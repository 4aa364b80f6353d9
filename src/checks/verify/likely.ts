import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Path } from '../../core/violation.ts'
import type { Difference } from '../difference.ts'
import type { AskedFor } from './completion.ts'

type Placed = Difference & { readonly path: Path }

const kind = { code: 'answer-logprobs' }

/** Where the logprobs of a choice are not what the request asks for, or not those of its content. */
export const logprobsDifferences = (
  { logprobs }: JsonObject,
  { content }: JsonObject,
  { request, hasLogprobs }: AskedFor,
): readonly Placed[] => {
  if (!hasLogprobs) return []
  const { top_logprobs } = request
  if (top_logprobs === undefined) {
    if (logprobs === undefined || logprobs === null) return []
    return [{ ...kind, path: [], expected: 'none, as the request asks for none', got: logprobs }]
  }
  // Calls and refusals have none of their content.
  if (typeof content !== 'string' || content === '') return []
  const entries = isJsonObject(logprobs) ? logprobs['content'] : undefined
  if (!Array.isArray(entries))
    return [{ ...kind, path: ['content'], expected: 'an entry for each token of the content', got: entries }]
  const tokens = entries.filter(isJsonObject)
  const excess = tokens.findIndex(({ top_logprobs: top }) => Array.isArray(top) && top.length > top_logprobs)
  const joined = joinedText(tokens)
  return [
    ...(excess < 0
      ? []
      : [
          {
            ...kind,
            path: ['content', excess, 'top_logprobs'],
            expected: `at most ${top_logprobs} alternatives`,
            got: lengthOf(tokens[excess]?.['top_logprobs']),
          },
        ]),
    ...(joined === undefined || joined === content
      ? []
      : [
          {
            ...kind,
            path: ['content'],
            expected: `the tokens of the content, ${JSON.stringify(content.slice(0, 80))}`,
            got: joined,
          },
        ]),
  ]
}

const lengthOf = (value: Json | undefined): number => (Array.isArray(value) ? value.length : 0)

/** What the bytes of tokens say together; undefined when one of them has none. */
const joinedText = (tokens: readonly JsonObject[]): string | undefined => {
  const bytes = tokens.map((token) => token['bytes'])
  if (!bytes.every((list) => Array.isArray(list))) return undefined
  return new TextDecoder().decode(Uint8Array.from(bytes.flat().map(Number)))
}
