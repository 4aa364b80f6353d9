import type { ChatCompletionFunctionTool } from 'openai/resources/chat/completions'

/** Something that the model may ask the agent to do. */
export interface Tool {
  readonly name: string
  readonly description: string
  readonly parameters: Record<string, unknown>
  /** Gives back what the model is to read; throws what it is to be told as an error. */
  run(given: Record<string, unknown>): unknown
}

export const toDefinition = ({ name, description, parameters }: Tool): ChatCompletionFunctionTool => ({
  type: 'function',
  function: { name, description, parameters, strict: true },
})

/** An order of the shop. */
export interface Order {
  readonly status: 'packed' | 'shipped' | 'delivered'
  readonly total: number
  refunded: number
}

/** A small shop: what its orders are, and how they can be looked up, refunded and explained. */
export const createShop = (): { readonly orders: ReadonlyMap<string, Order>; readonly tools: readonly Tool[] } => {
  const orders = new Map<string, Order>([
    ['17', { status: 'shipped', total: 40, refunded: 0 }],
    ['18', { status: 'delivered', total: 120, refunded: 0 }],
  ])
  return { orders, tools: [findOrder(orders), refundOrder(orders), searchHelp] }
}

const orderNumber = { type: 'string', description: 'The number of the order, such as 17.' }

const findOrder = (orders: ReadonlyMap<string, Order>): Tool => ({
  name: 'find_order',
  description: 'Looks up an order.',
  parameters: strict({ order: orderNumber }),
  run: ({ order }) => known(orders, order),
})

const refundOrder = (orders: ReadonlyMap<string, Order>): Tool => ({
  name: 'refund_order',
  description: 'Gives money back, up to what the order has cost.',
  parameters: strict({ order: orderNumber, amount: { type: 'number', minimum: 0 } }),
  run: ({ order, amount }) => {
    const found = known(orders, order)
    if (typeof amount !== 'number' || !(amount > 0)) throw new Error('the amount has to be above 0')
    if (found.refunded + amount > found.total) throw new Error(`only ${found.total - found.refunded} can be refunded`)
    found.refunded += amount
    return { refunded: amount }
  },
})

const articles = ['Parcels take three days.', 'Returns are free for thirty days.', 'Gift cards cannot be refunded.']

const searchHelp: Tool = {
  name: 'search_help',
  description: 'Finds articles for customers.',
  parameters: strict({ query: { type: 'string' } }),
  run: ({ query }) => {
    const words = String(query).toLowerCase().split(/\W+/)
    return articles.filter((article) => words.some((word) => word !== '' && article.toLowerCase().includes(word)))
  },
}

const known = (orders: ReadonlyMap<string, Order>, order: unknown): Order => {
  const found = orders.get(String(order))
  if (found === undefined) throw new Error(`there is no order ${String(order)}`)
  return found
}

/** A schema as strict tools need it: every member is required, and there is no other. */
function strict(properties: Record<string, object>): Record<string, unknown> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}
