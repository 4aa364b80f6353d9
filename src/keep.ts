import type { Call } from './core/call.ts'
import type { PlayedEndpoint } from './core/endpoint.ts'
import type { JsonObject } from './core/json.ts'
import type { Visit } from './visit.ts'

/** Makes everything ready to keep an answer once it was sent: it is to be there when the client's next call arrives. */
export const prepareToKeep = async (
  endpoint: PlayedEndpoint,
  value: JsonObject,
  call: Call,
  visit: Visit,
): Promise<void> => {
  const kept = endpoint.keep?.(value, call, visit)
  if (kept === undefined) return
  const { completions } = await visit.collections()
  const note = await completions.foresee(kept)
  if (note !== undefined) visit.warn(note)
  visit.keep = () => completions.add(kept)
}
