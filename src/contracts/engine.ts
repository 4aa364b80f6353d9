import type { SchemaCompiler } from '../core/contract.ts'
import type { JsonObject } from '../core/json.ts'
import { compileOnUse, type Validators } from './schema-check.ts'

/** Whether text may become code: a page can forbid it by its Content-Security-Policy, and ajv can do nothing else. */
const mayCompile = (): boolean => {
  try {
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- to know whether it is allowed
    return new Function('return true')() === true
  } catch {
    // The page refuses: an interpreter stands in.
    return false
  }
}

/** What compiles the schemas of clients and authors. */
export const loadCompiler = async (): Promise<SchemaCompiler> =>
  mayCompile() ? (await import('./compiler.ts')).createCompiler() : (await loadInterpreter()).createInterpreter()

/** The validators of one of our own schemas. */
export const loadValidators = async (schema: JsonObject): Promise<Validators> => {
  if (!mayCompile()) return (await loadInterpreter()).interpretOwn(schema)
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  return compileOnUse(Ajv2020, schema)
}

const told = 'cuecard: this page forbids new Function; schemas are interpreted, slower, to the same end.'
let isTold = false

const loadInterpreter = async () => {
  // oxlint-disable-next-line no-console -- who sees slow answers on a page wants to know why
  if (!isTold) console.info(told)
  isTold = true
  return import('./interpreter.ts')
}
