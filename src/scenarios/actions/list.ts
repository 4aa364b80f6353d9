import type { Action } from '../../core/action.ts'
import { error } from './error.ts'
import { generate } from './generate.ts'
import { passthrough } from './passthrough.ts'
import { recorded } from './recorded.ts'
import { reply } from './reply.ts'
import { sequence } from './sequence.ts'

/** What a cue can do. */
export const actions: readonly Action[] = [reply, generate, error, sequence, recorded, passthrough]
