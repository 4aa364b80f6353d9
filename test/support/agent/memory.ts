import type OpenAI from 'openai'
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'

/** What an agent remembers of a conversation. */
export interface Memory {
  readonly messages: readonly ChatCompletionMessageParam[]
  add(...messages: readonly ChatCompletionMessageParam[]): void
  /** Makes a summary of all but the latest turn when more messages are remembered than that. */
  condense(client: OpenAI, most: number): Promise<void>
}

export const createMemory = (): Memory => {
  let messages: readonly ChatCompletionMessageParam[] = []
  return {
    get messages() {
      return messages
    },
    add: (...added) => {
      messages = [...messages, ...added]
    },
    condense: async (client, most) => {
      if (messages.length <= most) return
      const latest = messages.findLastIndex(({ role }) => role === 'user')
      const old = messages.slice(0, latest)
      if (old.length === 0) return
      const { choices } = await client.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [
          { role: 'developer', content: 'Summarise the conversation for a colleague.' },
          { role: 'user', content: old.map((message) => `${message.role}: ${textOf(message)}`).join('\n') },
        ],
      })
      const summary = choices[0]?.message.content ?? ''
      messages = [{ role: 'developer', content: `So far: ${summary}` }, ...messages.slice(latest)]
    },
  }
}

const textOf = ({ content }: ChatCompletionMessageParam): string => (typeof content === 'string' ? content : '')
