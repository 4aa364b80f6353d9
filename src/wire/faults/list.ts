import type { Fault } from '../../core/fault.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Random } from '../../core/random.ts'
import type { SentReply } from '../../core/reply.ts'
import { close } from './close.ts'
import { comments } from './comments.ts'
import { contentType } from './content-type.ts'
import { crlf } from './crlf.ts'
import { duplicate } from './duplicate.ts'
import { end } from './end.ts'
import { errorIn200 } from './error-in-200.ts'
import { error } from './error.ts'
import { garbage } from './garbage.ts'
import { hang } from './hang.ts'
import { html502 } from './html-502.ts'
import { huge } from './huge.ts'
import { noDone } from './no-done.ts'
import { noFinishReason } from './no-finish-reason.ts'
import { reset } from './reset.ts'
import { slowHeaders } from './slow-headers.ts'
import { split } from './split.ts'
import { truncate } from './truncate.ts'

/** Every fault there is; another one is one file and one line here. */
export const faults: readonly Fault[] = [
  end,
  close,
  reset,
  hang,
  error,
  garbage,
  truncate,
  split,
  crlf,
  comments,
  noDone,
  noFinishReason,
  duplicate,
  huge,
  slowHeaders,
  contentType,
  errorIn200,
  html502,
]

const byName = new Map(faults.map((fault) => [fault.name, fault]))

/** A fault as a scenario asks for it. */
export interface AskedFault {
  readonly name: string
  /** A value that is no object is the fault's first setting. */
  readonly settings: Json
}

/** The reply with these faults, one after the other. Throws for a name that no fault has. */
export const applyFaults = (reply: SentReply, asked: readonly AskedFault[], random: Random): SentReply =>
  asked.reduce((faulty, { name, settings }) => {
    const fault = byName.get(name)
    if (fault === undefined)
      throw new RangeError(`there is no fault '${name}'; there are ${[...byName.keys()].join(', ')}`)
    return fault.apply(faulty, isJsonObject(settings) ? settings : bare(fault, settings), random)
  }, reply)

const bare = ({ schema: { properties } }: Fault, value: Json): JsonObject => {
  const [first] = isJsonObject(properties) ? Object.keys(properties) : []
  return first === undefined ? {} : { [first]: value }
}
