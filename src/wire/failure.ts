import { invalidRequest } from '../core/api-error.ts'
import type { JsonObject } from '../core/json.ts'
import type { SentReply } from '../core/reply.ts'

const sent = (status: number, error: JsonObject): SentReply => ({
  status,
  headers: { 'content-type': 'application/json', 'x-should-retry': 'false' },
  delay: 0,
  body: { kind: 'json', value: { error }, layout: { indent: 2, newline: false } },
})

/** What a door says when nothing behind it could answer: a 500 that tells the author why. */
export const failure = (error: unknown): SentReply => {
  const reason = error instanceof Error ? error.message : String(error)
  return sent(500, { message: `cuecard could not answer: ${reason}`, type: 'server_error', param: null, code: null })
}

/** What a door says to a request that never gets as far as a dialect. */
export const refusal = (status: number, message: string): SentReply => {
  const { type, param, code } = invalidRequest(message)
  return sent(status, { message, type, param, code })
}
