import { isJsonObject, type Json } from './json.ts'
import { isPassed, type Reply } from './reply.ts'

/** The JSON of an answer: its body, or each of its events without what all repeat. Bytes, and text that stands among events, are none. */
export const saidIn = (reply: Reply): readonly Json[] => {
  if (isPassed(reply)) return []
  const { body } = reply
  if (body.kind === 'json') return [body.value]
  if (body.kind !== 'events') return []
  return Array.from({ length: body.events.length }, (_, index) => body.events.at(index)).filter((event) =>
    isJsonObject(event),
  )
}
