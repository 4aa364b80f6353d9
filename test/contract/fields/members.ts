import { isJsonObject, type Json, type JsonObject } from '../../../src/core/json.ts'

/** Every place that a schema names: `messages[].content`, `metadata.*`; what is nested in itself is followed once. */
export const membersOf = (schema: JsonObject): ReadonlySet<string> => {
  const places = new Set<string>()
  const visit = (part: Json | undefined, place: string, open: readonly JsonObject[]): void => {
    if (!isJsonObject(part) || open.filter((one) => one === part).length > 1) return
    const inside = [...open, part]
    const enter = (value: Json | undefined, where: string): void => {
      if (where !== place && isJsonObject(value)) places.add(where)
      visit(value, where, inside)
    }
    for (const [name, member] of Object.entries(objectOf(part['properties'])))
      enter(member, place === '' ? name : `${place}.${name}`)
    for (const member of [part['additionalProperties'], ...Object.values(objectOf(part['patternProperties']))])
      enter(member, place === '' ? '*' : `${place}.*`)
    for (const items of [part['items'], ...listOf(part['prefixItems'])]) enter(items, `${place}[]`)
    const applied = [...applicators.map((name) => part[name]), ...lists.flatMap((name) => listOf(part[name]))]
    for (const same of [...applied, resolved(schema, part['$ref'])]) enter(same, place)
  }
  visit(schema, '', [])
  return places
}

const applicators = ['if', 'then', 'else', 'not']
const lists = ['allOf', 'anyOf', 'oneOf']

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})

const resolved = (schema: JsonObject, ref: Json | undefined): Json | undefined =>
  typeof ref === 'string'
    ? ref
        .split('/')
        .slice(1)
        .reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), schema)
    : undefined
