/** A request that breaks one rule and nothing else, what mends it, and what the service says. */
export interface BreachCase {
  readonly rule: string
  /** Over the smallest request there is. */
  readonly breaks: Readonly<Record<string, unknown>>
  /** Over that one; `undefined` takes a member away. */
  readonly mends: Readonly<Record<string, unknown>>
  readonly message: string
  readonly param: string | null
  readonly code?: string
}

export const fn = (name: string, more: object = {}): object => ({ type: 'function', function: { name, ...more } })

export const calling = (...ids: string[]): object => ({
  role: 'assistant',
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })),
})

export const answering = (id: string): object => ({ role: 'tool', tool_call_id: id, content: 'x' })

export const user = { role: 'user', content: 'a' }

/** The words for a parameter that a model does not take. */
export const unsupported = (name: string): string =>
  `Unsupported parameter: '${name}' is not supported with this model.`
