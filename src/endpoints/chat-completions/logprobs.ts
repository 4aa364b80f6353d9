import type { Writer } from '../../core/maker.ts'
import { hashOf } from '../../core/random.ts'
import { toTokenLogprob, type Logprobs, type Message } from './types.ts'
import type { Work } from './work.ts'

/** How likely each token of the message was: of its text, of its refusal, or null where it has neither (calls). */
export const logprobsOf = (message: Message, work: Work, choice: number, writer: Writer): Logprobs | null => {
  const { content, refusal } = message
  if (content === null && refusal === null) return null
  const { counter, context, request, settings } = work
  const seed = context.contentSeed(choice, settings)
  const entries = (text: string | null, part: string): Logprobs['content'] =>
    text === null
      ? null
      : writer
          .logprobs(counter.tokens(text), request.top_logprobs ?? 0, hashOf(seed, 'logprobs', part))
          .map(toTokenLogprob)
  return { content: entries(content, 'content'), refusal: entries(refusal, 'refusal') }
}
