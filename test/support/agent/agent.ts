import OpenAI from 'openai'
import type {
  ChatCompletionMessageFunctionToolCall,
  ChatCompletionToolMessageParam,
} from 'openai/resources/chat/completions'
import { createMemory, type Memory } from './memory.ts'
import type { AgentEvent } from './screen.ts'
import { takeStep, toMessage, type Step } from './step.ts'
import { toDefinition, type Tool } from './tools.ts'

export interface AgentOptions {
  readonly client: OpenAI
  readonly tools: readonly Tool[]
  /** Asked first; when the service fails it, the next. */
  readonly models?: readonly [string, ...string[]]
  /** What one question may cost. */
  readonly budget?: { readonly steps?: number; readonly tokens?: number }
  /** More messages than that are summarised. */
  readonly remember?: number
  readonly onEvent?: (event: AgentEvent) => void
}

export interface Answer {
  readonly text: string
  readonly how: Extract<AgentEvent, { type: 'ended' }>['how']
  readonly tokens: number
}

/** A support agent: it answers customers, with tools, and tells a page what it does. */
export interface Agent {
  readonly memory: Memory
  ask(text: string, signal?: AbortSignal): Promise<Answer>
}

const instructions = 'You help the customers of a shop. Look up orders before you speak of them.'

export const createAgent = (options: AgentOptions): Agent => {
  const memory = createMemory()
  const tell = options.onEvent ?? (() => undefined)
  return {
    memory,
    ask: async (text, signal) => {
      tell({ type: 'asked', text })
      memory.add({ role: 'user', content: text })
      try {
        await memory.condense(options.client, options.remember ?? 40)
        const answer = await work(options, memory, tell, signal)
        tell({ type: 'ended', how: answer.how })
        return answer
      } catch (error) {
        if (!signal?.aborted) {
          tell({ type: 'ended', how: 'failed' })
          throw error
        }
        tell({ type: 'ended', how: 'stopped' })
        return { text: '', how: 'stopped', tokens: 0 }
      }
    },
  }
}

/** Asks the model and runs the tools that it asks for, until it answers or the budget is spent. */
const work = async (
  options: AgentOptions,
  memory: Memory,
  tell: (event: AgentEvent) => void,
  signal: AbortSignal | undefined,
): Promise<Answer> => {
  const { steps = 5, tokens: most = 20_000 } = options.budget ?? {}
  let tokens = 0
  for (let taken = 0; taken < steps && tokens < most; taken++) {
    const step = await stepOf(options, memory, tell, signal)
    tokens += step.tokens
    memory.add(toMessage(step))
    if (step.calls.length === 0)
      return { text: step.text || step.refusal, how: step.refusal === '' ? 'answered' : 'refused', tokens }
    memory.add(...(await Promise.all(step.calls.map((call) => run(options.tools, call, tell)))))
  }
  return { text: 'This takes longer than it should. A colleague will write to you.', how: 'over budget', tokens }
}

/** A stream that breaks is asked for once more; a service that fails is asked for another model. */
const stepOf = async (
  { client, tools, models = ['gpt-4o', 'gpt-4o-mini'] }: AgentOptions,
  { messages }: Memory,
  tell: (event: AgentEvent) => void,
  signal: AbortSignal | undefined,
): Promise<Step> => {
  let failure: unknown
  for (const model of models) {
    let told = false
    const onText = (delta: string): void => {
      told = true
      tell({ type: 'text', delta })
    }
    const request = {
      model,
      messages: [{ role: 'system' as const, content: instructions }, ...messages],
      ...(tools.length > 0 && { tools: tools.map(toDefinition) }),
    }
    try {
      return await takeStep(client, request, onText, signal)
    } catch (error) {
      if (signal?.aborted || !isPassing(error)) throw error
      if (told) tell({ type: 'retracted' })
      failure = error
    }
  }
  throw failure
}

/** What may go well next time: the service's own failures, and connections that break. */
const isPassing = (error: unknown): boolean =>
  error instanceof OpenAI.APIConnectionError ||
  error instanceof OpenAI.InternalServerError ||
  error instanceof OpenAI.RateLimitError ||
  !(error instanceof OpenAI.APIError)

const run = async (
  tools: readonly Tool[],
  { id, function: { name, arguments: given } }: ChatCompletionMessageFunctionToolCall,
  tell: (event: AgentEvent) => void,
): Promise<ChatCompletionToolMessageParam> => {
  tell({ type: 'tool_started', id, name })
  try {
    const tool = tools.find((known) => known.name === name)
    if (tool === undefined) throw new Error(`there is no tool ${name}`)
    const result = await tool.run(JSON.parse(given) as Record<string, unknown>) // strict tools get objects
    tell({ type: 'tool_ended', id, failed: false })
    return { role: 'tool', tool_call_id: id, content: JSON.stringify(result) }
  } catch (error) {
    tell({ type: 'tool_ended', id, failed: true })
    const message = error instanceof Error ? error.message : String(error)
    return { role: 'tool', tool_call_id: id, content: JSON.stringify({ error: message }) }
  }
}
