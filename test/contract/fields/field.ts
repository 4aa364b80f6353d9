import type { Json, JsonObject } from '../../../src/core/json.ts'

export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null'

/** What one member may be. */
export interface FieldTerms {
  readonly type: JsonType | readonly JsonType[]
  readonly required?: boolean | undefined
  /** Of numbers, both ends included; `undefined` is no limit. */
  readonly range?: Ends | undefined
  /** Characters of a string, items of an array, members of a map. */
  readonly length?: Ends | undefined
  /** All that a string may be. */
  readonly values?: readonly string[] | undefined
  readonly good: Json
  /** Beside `good`: what else must be accepted, what else refused. */
  readonly more?: readonly Json[] | undefined
  readonly bad?: readonly Json[] | undefined
}

type Ends = readonly [least: number | undefined, most: number | undefined]

/** One row of a document: what it says of one member, and what is made of it at the practical level. */
export interface Field extends FieldTerms {
  /** Below the place of its group: `stop`, `stop[0]`, `logit_bias.*`. */
  readonly name: string
  /** The document and the row in it, or the section of the wire format. */
  readonly source: string
  /** What differs there, and why. */
  readonly practical?: Partial<FieldTerms> & { readonly why: string }
  /** The document does not have it: at the literal level it is an unknown member and may be anything. */
  readonly only?: 'practical'
}

/** The members of one object, and a body that holds such an object at this place. */
export interface FieldGroup {
  /** `messages[0].tool_calls[0]`; empty for the body itself. */
  readonly at: string
  readonly host: JsonObject
  readonly fields: readonly Field[]
}

/** All that one document says of the bodies that are sent and answered. */
export interface FieldTable {
  readonly dialect: string
  readonly request: readonly FieldGroup[]
  readonly response: readonly FieldGroup[]
  /** Members of our schemas, with all below them, that no row of the document has, and why they are there. */
  readonly beyond: {
    readonly request: Readonly<Record<string, string>>
    readonly response: Readonly<Record<string, string>>
  }
}
