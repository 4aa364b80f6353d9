import type { SchemaCompiler } from '../core/contract.ts'
import type { Maker } from '../core/maker.ts'
import { createValues } from './value.ts'
import { writer } from './writer.ts'

/** A maker that judges its values with `compiler`. Import this module on first use: it brings the generator libraries. */
export const createMaker = (compiler: SchemaCompiler): Maker => ({ ...writer, value: createValues(compiler) })
