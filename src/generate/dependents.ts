import type { Json, JsonObject } from '../core/json.ts'
import { isJsonObject } from '../core/json.ts'
import { conjunctionOf } from './conjunction.ts'
import type { Making } from './conjunction.ts'
import { isSchema, memberOf, textsOf } from './schema.ts'
import type { Schema } from './schema.ts'

const keywords = ['dependentRequired', 'dependentSchemas', 'dependencies']

interface Completed {
  readonly schemas: readonly JsonObject[]
  /** Names that the members must have. */
  readonly names: ReadonlySet<string>
}

/** Required names with all that these in turn ask for: other names, other schemas; undefined when one of those is impossible. */
export const withDependents = (given: readonly JsonObject[], making: Making): Completed | undefined => {
  const schemas = [...given]
  const names = new Set<string>()
  const met = new Set<Json>()
  for (let size = -1; size !== names.size + schemas.length;) {
    size = names.size + schemas.length
    for (const name of schemas.flatMap((schema) => textsOf(schema, 'required'))) names.add(name)
    for (const dependent of dependentsOf(schemas, names)) {
      if (met.has(dependent)) continue
      met.add(dependent)
      const brought = broughtBy(dependent, making)
      if (brought === undefined) return undefined
      for (const schema of brought) if (!schemas.includes(schema)) schemas.push(schema)
    }
  }
  return { schemas, names }
}

/** Whether a member of this name asks for others. */
export const hasDependents = (schemas: readonly JsonObject[], name: string): boolean =>
  dependentsOf(schemas, new Set([name])).length > 0

const dependentsOf = (schemas: readonly JsonObject[], names: ReadonlySet<string>): readonly Json[] => {
  const found: Json[] = []
  for (const schema of schemas)
    for (const dependents of keywords.map((keyword) => schema[keyword]).filter(isJsonObject))
      for (const name of names) found.push(memberOf(dependents, name) ?? true)
  return found.filter((dependent) => dependent !== true)
}

/** A list of names is a schema that requires them. */
const broughtBy = (dependent: Json, making: Making): readonly JsonObject[] | undefined => {
  const schema: Schema = Array.isArray(dependent) ? { required: dependent } : isSchema(dependent) ? dependent : true
  return conjunctionOf([schema], making)?.schemas
}
