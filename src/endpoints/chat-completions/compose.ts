import { invalidRequest } from '../../core/api-error.ts'
import type { Call } from '../../core/call.ts'
import type { CallContext } from '../../core/context.ts'
import type { SchemaCompiler } from '../../core/contract.ts'
import type { ComposeManner, Composed } from '../../core/endpoint.ts'
import type { JsonObject } from '../../core/json.ts'
import { whenLoaded, type Loading } from '../../core/loader.ts'
import type { Maker, Writer } from '../../core/maker.ts'
import { canned, leavesOpen } from './canned.ts'
import { deliveryOf, type Delivery } from './delivery.ts'
import { readDraft, saysMessage, type DraftChoice } from './draft.ts'
import { envelopeOf } from './envelope.ts'
import { logprobsOf } from './logprobs.ts'
import { decide, roundsSinceUser, type Plan } from './make/decide.ts'
import { excessAsked, excessOf } from './make/excess-made.ts'
import { makeUp, type EquippedPlan } from './make/make-up.ts'
import { fitsFormat, misfitsOf, needsCompiler } from './misfits.ts'
import { readRequest } from './request.ts'
import { streamOf } from './stream/chunks.ts'
import type { Choice } from './types.ts'
import { usageOf } from './usage/usage.ts'
import { isImpossible, type Answer, type Impossible, type Work } from './work.ts'

/** The whole answer to a chat request: what the cue says, the rest as a model would. The stream is cut from the completion. */
export const compose = async (
  draft: JsonObject,
  call: Call,
  context: CallContext,
  manner: ComposeManner,
): Promise<Composed> => {
  const request = readRequest(call.body)
  const profile = context.profile(request.model)
  const loading = context.tokens(profile.encoding)
  const counter = loading instanceof Promise ? await loading : loading
  const work: Work = { request, profile, counter, context, settings: manner.generate, at: call.at }
  const said = readDraft(draft)
  if (said.length > request.n)
    context.warn(`the reply has ${said.length} choices, but the request asks for ${request.n}; the others are not sent`)

  const isOpen = opennessOf(said, request.n)
  const equipping = isOpen.message ? equipped(planOf(work), work) : undefined
  const plan = equipping instanceof Promise ? await equipping : equipping
  const maker = isOpen.input ? await context.maker() : undefined
  const compiler = needsCompiler(said, request) ? await context.compiler() : undefined
  const writer = request.top_logprobs === undefined ? undefined : await context.writer()

  // Drawn first, so that the answer's id does not depend on how many calls it makes.
  const envelope = envelopeOf(draft, work)
  const answers = answersOf(said, work, plan, maker)
  if ('reason' in answers) return { refusal: invalidRequest(answers.reason, answers.param) }
  warnOfMisfits(said, answers, work, compiler)
  const choices = choicesOf(answers, work, writer)
  const completion = envelope.around(choices, usageOf(draft, answers, work))
  if (!request.stream) return { value: completion }
  return { value: completion, stream: streamOf(completion, request, counter, manner.chunk) }
}

/** Whether a message, or the input of a call, is left for us to make up. */
const opennessOf = (
  said: readonly DraftChoice[],
  n: number,
): { readonly message: boolean; readonly input: boolean } => {
  let message = false
  let input = false
  for (let index = 0; index < n; index++) {
    const choice = said[index]
    if (!saysMessage(choice)) message = true
    else if (leavesOpen(choice)) input = true
  }
  return { message, input }
}

const equipped = (plan: Plan, work: Work): Loading<EquippedPlan> => {
  const { request, profile, context } = work
  if (plan.kind === 'calls') return whenLoaded(context.maker(), (maker) => ({ ...plan, maker }))
  const delivery = deliveryOf(request, profile)
  if (plan.kind === 'text') return whenLoaded(context.writer(), (writer) => ({ kind: 'text', writer, delivery }))
  // A prediction of the asked-for form is as good as one of a text.
  return delivery?.predicted === undefined
    ? whenLoaded(context.maker(), (maker) => ({ ...plan, maker }))
    : asPredicted(plan, delivery, delivery.predicted, work)
}

const asPredicted = async (
  plan: Exclude<Plan, { kind: 'calls' | 'text' }>,
  delivery: Delivery,
  predicted: string,
  { request, context }: Work,
): Promise<EquippedPlan> =>
  fitsFormat(predicted, request, await context.compiler())
    ? { kind: 'text', writer: await context.writer(), delivery }
    : { ...plan, maker: await context.maker() }

/** Tells the author where what a cue says is no answer to the request. */
const warnOfMisfits = (
  said: readonly DraftChoice[],
  answers: readonly Answer[],
  work: Work,
  compiler: SchemaCompiler | undefined,
): void => {
  for (const [index, choice] of said.entries()) {
    const answer = answers[index]
    if (answer === undefined || !saysMessage(choice)) continue
    for (const misfit of misfitsOf(choice, answer, work, compiler))
      work.context.warn(work.request.n === 1 ? misfit : `choice ${index}: ${misfit}`)
  }
}

const answersOf = (
  said: readonly DraftChoice[],
  work: Work,
  plan: EquippedPlan | undefined,
  maker: Maker | undefined,
): readonly Answer[] | Impossible => {
  const excess = plan?.kind === 'text' ? excessAsked(work) : undefined
  if (excess !== undefined) return excess
  const answers: Answer[] = []
  const taken = new Set<string>()
  for (let index = 0; index < work.request.n; index++) {
    const choice = said[index]
    if (saysMessage(choice)) {
      const answer = canned(choice, work, index, maker)
      if (answer.message.content !== null) taken.add(answer.message.content)
      // Only the logprobs of what a cue says are made up.
      const more = work.request.top_logprobs === undefined ? undefined : excessOf(answer.tokens, work)
      if (more !== undefined) return more
      answers.push(answer)
      continue
    }
    if (plan === undefined) continue
    const answer = makeUp(plan, work, index, taken)
    if (isImpossible(answer)) return answer
    const more = excessOf(answer.tokens, work)
    if (more !== undefined) return more
    answers.push(choice === undefined ? answer : overlaid(answer, choice))
  }
  return answers
}

const planOf = (work: Work): Plan => {
  const plan = decide(work.request)
  const rounds = plan.kind === 'calls' ? roundsSinceUser(work.request).length : 0
  if (rounds >= mostRounds)
    work.context.warn(`${rounds} rounds of tool calls since the user's last message; tool_choice asks for yet another`)
  return plan
}

const mostRounds = 20

/** A made-up answer with what the cue says beside the message. */
const overlaid = (answer: Answer, choice: DraftChoice): Answer => {
  const { finish_reason, annotations, logprobs } = choice
  if (finish_reason === undefined && annotations === undefined && logprobs === undefined) return answer
  return {
    ...answer,
    message: annotations === undefined ? answer.message : { ...answer.message, annotations },
    finish_reason: finish_reason ?? answer.finish_reason,
    logprobs,
  }
}

const choicesOf = (answers: readonly Answer[], work: Work, writer: Writer | undefined): readonly Choice[] =>
  answers.map(({ message, finish_reason, logprobs }, index) => {
    if (logprobs !== undefined) return { index, message, logprobs, finish_reason }
    if (writer !== undefined)
      return { index, message, logprobs: logprobsOf(message, work, index, writer), finish_reason }
    if (work.profile.logprobs === 'absent') return { index, message, finish_reason }
    return { index, message, logprobs: null, finish_reason }
  })
