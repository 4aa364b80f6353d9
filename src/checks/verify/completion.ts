import type { SchemaCompiler } from '../../core/contract.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { ChatRequest } from '../../endpoints/chat-completions/request.ts'
import type { Difference } from '../difference.ts'
import { formatDifferences, callsDifferences } from './said.ts'
import { logprobsDifferences } from './likely.ts'

/** What an answer is held to beside its contract. */
export interface AskedFor {
  /** What the request asks of this service: what has no effect there is not in it. */
  readonly request: ChatRequest
  readonly compiler: SchemaCompiler
  /** Whether the service's answers have a place for logprobs. */
  readonly hasLogprobs: boolean
}

/**
 * Where a completion, whole or joined from its events, is no answer to its request: number of choices, limits, calls and their arguments,
 * the form of the content, logprobs. What it says is never looked at.
 */
export const completionDifferences = (completion: JsonObject, asked: AskedFor): readonly Difference[] => {
  const { request } = asked
  const { choices } = completion
  // No list: the contract has said so.
  if (!Array.isArray(choices)) return []
  return [
    ...(choices.length === request.n
      ? []
      : [
          {
            code: 'answer-choices',
            path: ['choices'],
            expected: `${request.n} choices, as n says`,
            got: choices.length,
          },
        ]),
    ...lengthDifferences(completion, choices, request),
    ...choices.flatMap((choice: Json, index) => (isJsonObject(choice) ? choiceDifferences(choice, index, asked) : [])),
  ]
}

const choiceDifferences = (choice: JsonObject, index: number, asked: AskedFor): readonly Difference[] => {
  const path = ['choices', index]
  const message = isJsonObject(choice['message']) ? choice['message'] : {}
  // What was broken off need not be whole, and who refuses need not do anything.
  const { finish_reason } = choice
  const isWhole = finish_reason !== 'length' && finish_reason !== 'content_filter'
  const isRefused = typeof message['refusal'] === 'string' && message['refusal'] !== ''
  const found = [
    ...callsDifferences(message, { asked, isWhole: isWhole && !isRefused }),
    ...(isWhole && !isRefused ? formatDifferences(message, asked) : []),
    ...stopDifferences(message, asked.request),
  ].map((difference) => ({ ...difference, path: [...path, 'message', ...difference.path] }))
  return [
    ...found,
    ...logprobsDifferences(choice, message, asked).map((difference) => ({
      ...difference,
      path: [...path, 'logprobs', ...difference.path],
    })),
  ]
}

const stopDifferences = ({ content }: JsonObject, { stop }: ChatRequest) => {
  const sequence = typeof content === 'string' ? stop.find((text) => content.includes(text)) : undefined
  if (sequence === undefined) return []
  return [
    {
      code: 'answer-stop',
      path: ['content'],
      expected: `a text that ends before ${JSON.stringify(sequence)}`,
      got: content,
    },
  ]
}

/** Counts that cannot be, given how long the answer was allowed to be and why it ended. */
const lengthDifferences = (
  { usage }: JsonObject,
  choices: readonly Json[],
  { max_tokens, n }: ChatRequest,
): readonly Difference[] => {
  const counted = isJsonObject(usage) ? usage['completion_tokens'] : undefined
  if (typeof counted !== 'number') return []
  const path = ['usage', 'completion_tokens']
  if (counted > max_tokens * n)
    return [
      { code: 'answer-length', path, expected: `at most ${max_tokens * n}, the limit of the request`, got: counted },
    ]
  const [only] = choices
  if (isJsonObject(only) && saysSomething(only) && counted < 1)
    return [{ code: 'answer-usage', path, expected: 'the tokens of an answer that says something', got: counted }]
  const isShort = n === 1 && max_tokens !== Infinity && counted < max_tokens
  if (!isShort || !isJsonObject(only) || only['finish_reason'] !== 'length') return []
  const expected = `another reason than "length": ${counted} tokens are below the limit, ${max_tokens}`
  // Some services do not count what the model thought.
  return [
    { code: 'answer-length', severity: 'warning', path: ['choices', 0, 'finish_reason'], expected, got: 'length' },
  ]
}

const saysSomething = ({ message }: JsonObject): boolean =>
  isJsonObject(message) && typeof message['content'] === 'string' && message['content'] !== ''
