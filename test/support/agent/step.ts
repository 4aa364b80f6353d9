import OpenAI from 'openai'
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageFunctionToolCall,
} from 'openai/resources/chat/completions'

/** One answer of the model, put together from its stream. */
export interface Step {
  readonly text: string
  readonly refusal: string
  readonly calls: readonly ChatCompletionMessageFunctionToolCall[]
  readonly finish: string | null
  /** Tokens that it has cost, as the service counts them. */
  readonly tokens: number
}

/** Asks for an answer and tells its text as it comes in. A stream without an end is an error. */
export const takeStep = async (
  client: OpenAI,
  request: Omit<ChatCompletionCreateParamsStreaming, 'stream' | 'stream_options'>,
  onText: (delta: string) => void,
  signal?: AbortSignal,
): Promise<Step> => {
  const stream = await client.chat.completions.create(
    { ...request, stream: true, stream_options: { include_usage: true } },
    { signal },
  )
  let text = ''
  let refusal = ''
  let finish: string | null = null
  let tokens = 0
  const calls: ChatCompletionMessageFunctionToolCall[] = []
  for await (const { choices, usage } of stream) {
    tokens = usage?.total_tokens ?? tokens
    const [choice] = choices
    if (choice === undefined) continue
    finish = choice.finish_reason ?? finish
    refusal += choice.delta.refusal ?? ''
    if (choice.delta.content) {
      text += choice.delta.content
      onText(choice.delta.content)
    }
    for (const { index, id = '', function: piece } of choice.delta.tool_calls ?? []) {
      const call = (calls[index] ??= { id, type: 'function', function: { name: piece?.name ?? '', arguments: '' } })
      call.function.arguments += piece?.arguments ?? ''
    }
  }
  signal?.throwIfAborted()
  if (finish === null) throw new OpenAI.APIConnectionError({ message: 'the stream ended before the answer did' })
  return { text, refusal, calls, finish, tokens }
}

/** A step as the next request tells of it. */
export const toMessage = ({ text, refusal, calls }: Step): ChatCompletionAssistantMessageParam => ({
  role: 'assistant',
  ...(text !== '' && { content: text }),
  ...(refusal !== '' && { refusal }),
  ...(calls.length > 0 && { tool_calls: [...calls] }),
})
