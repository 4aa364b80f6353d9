import type { SchemaCompiler } from '../core/contract.ts'
import type { Maker } from '../core/maker.ts'
import { makeLogprobs } from './logprobs.ts'
import { makeText } from './text.ts'
import { createValues } from './value.ts'

/** A maker that judges its values with `compiler`. Import this module on first use: it brings the generator libraries. */
export const createMaker = (compiler: SchemaCompiler): Maker => ({
  text: makeText,
  value: createValues(compiler),
  logprobs: makeLogprobs,
})
