import type { Writer } from '../core/maker.ts'
import { makeLogprobs } from './logprobs.ts'
import { makeText } from './text/text.ts'

/** Writes texts without the libraries that make values up. */
export const writer: Writer = { text: makeText, logprobs: makeLogprobs }
