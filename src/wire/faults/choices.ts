import { isJsonObject, type JsonObject } from '../../core/json.ts'
import type { EventBody, SentReply } from '../../core/reply.ts'

/** The reply with every choice changed: in each event (`index` is the event's), or in the completion (`index` is 0). */
export const mapChoices = (reply: SentReply, change: ChangeChoice): SentReply => {
  const { body } = reply
  if (body.kind === 'events') return { ...reply, body: mapEvents(body, change) }
  if (body.kind !== 'json' || !isJsonObject(body.value)) return reply
  return { ...reply, body: { ...body, value: changed(body.value, 0, change) } }
}

export type ChangeChoice = (choice: JsonObject, index: number) => JsonObject

const changed = (value: JsonObject, index: number, change: ChangeChoice): JsonObject => {
  const { choices } = value
  if (!Array.isArray(choices)) return value
  return { ...value, choices: choices.map((choice) => (isJsonObject(choice) ? change(choice, index) : choice)) }
}

const mapEvents = (body: EventBody, change: ChangeChoice): EventBody => {
  const { events } = body
  const at = (index: number) => {
    const event = events.at(index)
    return isJsonObject(event) ? changed(event, index, change) : event
  }
  return { ...body, events: { length: events.length, at } }
}
