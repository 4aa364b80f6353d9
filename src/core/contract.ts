import type { JsonObject } from './json.ts'
import type { Violation } from './violation.ts'

/** Holds a body to what was agreed: every violation, in the order in which the service would report them; empty when it holds. */
export type Contract = (body: unknown) => readonly Violation[]

/** The contracts that a call to one endpoint in one dialect is held to. */
export interface CallContracts {
  readonly request: Contract
  readonly response: Contract
}

/** The contracts of one endpoint in one dialect. */
export interface ContractSet extends CallContracts {
  readonly chunk: Contract
  readonly error: Contract
}

/**
 * `literal`: what the dialect's document itself says, its slips included.
 * `practical`: what a client of that service should be held to.
 */
export type Strictness = 'practical' | 'literal'

/** Setting of a single rule, by its name. */
export type RuleSetting = 'error' | 'warn' | 'off'

/** What a JSON Schema finds wrong with a value, in ajv's terms. */
export interface SchemaError {
  readonly keyword: string
  /** RFC 6901 pointer to the value. */
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string
}

/** A compiled JSON Schema: no errors when the value satisfies it. */
export type SchemaCheck = (value: unknown) => readonly SchemaError[]

/** Compiles JSON Schemas that clients and authors send; drafts 04 to 2020-12. */
export interface SchemaCompiler {
  /** Never throws: a schema that cannot be compiled says why. Cached by the schema's text, bounded. */
  compile(schema: JsonObject | boolean): { readonly check: SchemaCheck } | { readonly reason: string }
}
