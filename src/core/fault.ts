import type { JsonObject } from './json.ts'
import type { Random } from './random.ts'
import type { SentReply } from './reply.ts'

/** A way in which a reply goes wrong on the wire. Works on the Reply as data, so every door carries the same fault. */
export interface Fault {
  readonly name: string
  /** JSON Schema of its settings. The first of them may be written alone: `split: utf8`. */
  readonly schema: JsonObject
  apply(reply: SentReply, settings: JsonObject, random: Random): SentReply
}
