import type { Maker } from '../../core/maker.ts'
import { hashOf } from '../../core/random.ts'
import { audioFormatOf } from './delivery.ts'
import type { DraftCall, DraftChoice } from './draft.ts'
import { toolCallId } from './ids.ts'
import { inputFor } from './make/make-calls.ts'
import { messageOf, messageTokens, textMessage } from './message.ts'
import { renderArguments } from './render.ts'
import { speak, type Speech } from './speech.ts'
import type { Audio, FunctionCall, ToolCall } from './types.ts'
import { framingTokens, reasoningTokens } from './usage/reasoning.ts'
import type { Answer, Work } from './work.ts'

/** Whether a maker is needed, because a call leaves its arguments open. */
export const leavesOpen = ({ tool_calls, function_call }: DraftChoice): boolean =>
  (function_call !== undefined && function_call.input === undefined) ||
  tool_calls?.some((call) => call.input === undefined) === true

/** What a cue says, as it says it. */
export const canned = (said: DraftChoice, work: Work, choice: number, maker: Maker | undefined): Answer => {
  const speech = said.audio && spoken(said.audio, work)
  const message = isText(said)
    ? textMessage(said.content ?? null, said.annotations)
    : messageOf({
        content: said.content ?? null,
        tool_calls: said.tool_calls?.map((call, index, calls) =>
          toolCall(call, work, calls.length > 1, inputSeed(work, choice, index, call, maker), maker),
        ),
        function_call: said.function_call && functionCall(said.function_call, work, choice, maker),
        refusal: said.refusal,
        annotations: said.annotations,
        audio: speech?.audio,
      })
  const tokens = messageTokens(message, work.counter)
  const answer: Answer = {
    message,
    finish_reason: said.finish_reason ?? finishOf(said),
    reasoning_tokens: reasoningWithin(work, choice, tokens),
    tokens,
    logprobs: said.logprobs,
  }
  return speech === undefined ? answer : { ...answer, audio_tokens: speech.tokens }
}

const spoken = (audio: Partial<Audio>, work: Work): Speech => {
  const { request } = work
  const format = audioFormatOf(request.body['audio'], request.stream)
  return speak({ ...audio, transcript: audio.transcript ?? '' }, format, Infinity, work)
}

const isText = ({ tool_calls, function_call, refusal, audio }: DraftChoice): boolean =>
  tool_calls === undefined && function_call === undefined && typeof refusal !== 'string' && audio === undefined

const finishOf = ({ tool_calls, function_call }: DraftChoice): string => {
  if (tool_calls !== undefined) return 'tool_calls'
  return function_call === undefined ? 'stop' : 'function_call'
}

const inputSeed = (work: Work, choice: number, index: number, call: DraftCall, maker: Maker | undefined): number =>
  maker === undefined ? 0 : hashOf(work.context.contentSeed(choice, work.settings), 'call', index, call.name)

const toolCall = (call: DraftCall, work: Work, parallel: boolean, seed: number, maker: Maker | undefined): ToolCall => {
  const id = call.id ?? toolCallId(work.context.ids)
  const { name } = call
  const input = inputText(call, work, parallel, seed, maker)
  return call.type === 'custom'
    ? { id, type: 'custom', custom: { name, input } }
    : { id, type: 'function', function: { name, arguments: input } }
}

const functionCall = (call: DraftCall, work: Work, choice: number, maker: Maker | undefined): FunctionCall => ({
  name: call.name,
  arguments: inputText(call, work, false, inputSeed(work, choice, 0, call, maker), maker),
})

/** Text verbatim, so that broken JSON can be said; a value as JSON; nothing: made up from the tool on offer. */
const inputText = (call: DraftCall, work: Work, parallel: boolean, seed: number, maker: Maker | undefined): string => {
  if (typeof call.input === 'string') return call.input
  if (call.input !== undefined) return renderArguments(call.input, parallel)
  const tool = work.request.tools.offered.find(({ name }) => name === call.name)
  const made =
    tool === undefined || maker === undefined
      ? undefined
      : inputFor(tool, seed, { request: work.request, maker, parallel, takesUp: true })
  if (made !== undefined && 'input' in made) return made.input
  return call.type === 'custom' ? '' : '{}'
}

/** Reasoning leaves room for what the cue says, so that usage never exceeds the request's limit by it. */
const reasoningWithin = ({ request, profile, context, settings }: Work, choice: number, tokens: number): number => {
  if (!profile.reasoning) return 0
  const reasoning = reasoningTokens(request, profile, context.contentSeed(choice, settings))
  return Math.max(0, Math.min(reasoning, request.max_tokens - tokens - framingTokens(profile)))
}
