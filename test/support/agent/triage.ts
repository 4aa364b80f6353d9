import type OpenAI from 'openai'

/** What a team needs to know of a customer's message. */
export interface Ticket {
  readonly topic: 'delivery' | 'refund' | 'other'
  readonly urgent: boolean
  readonly order: string | null
}

const schema = {
  type: 'object',
  properties: {
    topic: { enum: ['delivery', 'refund', 'other'] },
    urgent: { type: 'boolean' },
    order: { type: ['string', 'null'], description: 'The number of the order, if it is said.' },
  },
  required: ['topic', 'urgent', 'order'],
  additionalProperties: false,
}

/** The model does not want to answer. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/** Makes a ticket of a message. An answer that was cut off is asked for once more, with more room. */
export const triage = async (client: OpenAI, message: string, room = 100): Promise<Ticket> => {
  const { choices } = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'Sort messages of customers.' },
      { role: 'user', content: message },
    ],
    max_completion_tokens: room,
    response_format: { type: 'json_schema', json_schema: { name: 'ticket', strict: true, schema } },
  })
  const [choice] = choices
  if (choice?.message.refusal) throw new RefusedError(choice.message.refusal)
  if (choice?.finish_reason === 'length' && room < 400) return triage(client, message, 400)
  return JSON.parse(choice?.message.content ?? '') as Ticket // what the schema promises
}
