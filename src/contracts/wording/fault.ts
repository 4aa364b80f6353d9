import type { SchemaError } from '../../core/contract.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Path } from '../../core/violation.ts'

/** What a schema finds wrong, with the value it found and the subschema that minds. */
export interface Fault {
  readonly keyword: string
  /** Where: for a missing or unknown member, the member. */
  readonly path: Path
  readonly params: SchemaError['params']
  readonly value: unknown
  readonly schema: JsonObject
  readonly message: string
}
