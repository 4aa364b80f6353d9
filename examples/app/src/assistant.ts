import OpenAI from 'openai'

/** Where orders are, as a real app would read it from its database. */
const orders: Readonly<Record<string, string>> = { 'A-1042': 'It left the warehouse this morning.' }

const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'look_up_order',
      description: 'Tells where an order is.',
      parameters: {
        type: 'object',
        properties: { order_id: { type: 'string' } },
        required: ['order_id'],
        additionalProperties: false,
      },
    },
  },
]

/** Answers a customer, looking up orders as often as the model asks for it. */
export const answer = async (question: string): Promise<string> => {
  // Nothing here knows of cuecard: the client reads OPENAI_BASE_URL and OPENAI_API_KEY.
  const client = new OpenAI()
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: question }]
  for (let turn = 0; turn < 5; turn++) {
    const { choices } = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, tools })
    const message = choices[0]?.message
    if (message?.tool_calls === undefined) return message?.content ?? ''
    messages.push(message)
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const { order_id } = JSON.parse(call.function.arguments) as { readonly order_id: string }
      messages.push({ role: 'tool', tool_call_id: call.id, content: orders[order_id] ?? 'There is no such order.' })
    }
  }
  return 'I could not find that out.'
}
