import type { Shape, StreamShape } from './narrow.ts'

/*
 * Documents 000 and 001 describe the same answer: no model, no fingerprint, no details of what was counted. Of a message they say only that
 * it is an object, so what a client needs of it is sent when there is any.
 */
const message: Shape = {
  role: 'kept',
  content: 'kept',
  refusal: 'said',
  tool_calls: 'said',
  function_call: 'said',
  audio: 'said',
}

const usage: Shape = { prompt_tokens: 'kept', completion_tokens: 'kept', total_tokens: 'kept' }

const head: Shape = { id: 'kept', object: 'kept', created: 'kept' }

/** A completion as documents 000 and 001 describe it (response rows). */
export const bareCompletion: Shape = {
  ...head,
  choices: { index: 'kept', message, finish_reason: 'kept' },
  usage,
}

/** Its stream, derived: no document describes a chunk. */
export const bareStream: StreamShape = {
  envelope: head,
  event: { choices: { index: 'kept', delta: message, finish_reason: 'kept' }, usage },
}
