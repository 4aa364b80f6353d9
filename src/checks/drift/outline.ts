import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { referenceParts, valueAt } from '../../core/pointer.ts'

/** What schemas say of one place in a body. */
export interface Member {
  /** Sorted; empty: anything. */
  readonly types: readonly string[]
  readonly required: boolean
  /** JSON texts, sorted; absent: any value of the types. */
  readonly values?: readonly string[]
  /** Bounds by keyword; of several forms the widest. */
  readonly bounds: Readonly<Record<string, number | string>>
}

/** Every place that a schema names, as `messages[].content`. The body itself is ``. */
export type Outline = ReadonlyMap<string, Member>

/** Deeper places are left out: schemas that hold themselves have no end. */
const deepest = 7
const mostForms = 200

/** Forms are merged: what any of them allows is allowed, and only what all of them require is required. */
export const outlineOf = (schema: Json, root: Json): Outline => {
  const outline = new Map<string, Member>()
  const visit = (place: string, schemas: readonly Json[], required: boolean, depth: number): void => {
    const forms = schemas.flatMap((one) => formsOf(one, root)).slice(0, mostForms)
    outline.set(place, memberOf(forms, required))
    if (depth === deepest) return
    for (const [name, below] of membersOf(forms)) {
      const inner = place === '' || name === '[]' ? `${place}${name}` : `${place}.${name}`
      visit(inner, below.schemas, below.required, depth + 1)
    }
  }
  visit('', [schema], true, 0)
  return outline
}

interface Below {
  readonly schemas: readonly Json[]
  readonly required: boolean
}

/** Names, `*` for all others where they are described, `[]` for items. */
const membersOf = (forms: readonly JsonObject[]): ReadonlyMap<string, Below> => {
  const found = new Map<string, Json[]>()
  const put = (name: string, schema: Json | undefined): void => {
    if (schema !== undefined && schema !== false) found.set(name, [...(found.get(name) ?? []), schema])
  }
  for (const { properties, additionalProperties, items } of forms) {
    for (const [name, schema] of Object.entries(objectOf(properties))) put(name, schema)
    if (isJsonObject(additionalProperties) && Object.keys(additionalProperties).length > 0)
      put('*', additionalProperties)
    put('[]', items)
  }
  const objects = forms.filter(({ properties }) => isJsonObject(properties))
  const isRequired = (name: string): boolean => objects.every(({ required }) => listOf(required).includes(name))
  return new Map([...found].map(([name, schemas]) => [name, { schemas, required: isRequired(name) }]))
}

const memberOf = (forms: readonly JsonObject[], required: boolean): Member => {
  const types = forms.map(typesOf)
  const values = forms.map(valuesOf)
  const isAnything = types.some((list) => list.length === 0)
  return {
    types: isAnything ? [] : sortedOnce(types.flat()),
    required,
    ...(values.every((list) => list !== undefined) && { values: sortedOnce(values.flatMap((list) => list ?? [])) }),
    bounds: Object.fromEntries(
      Object.entries(boundTypes).flatMap(([keyword, type]) => {
        const bound = widest(
          keyword,
          forms.filter((form) => isAbout(form, type)),
        )
        return bound === undefined ? [] : [[keyword, bound] as const]
      }),
    ),
  }
}

const typesOf = (form: JsonObject): readonly string[] => {
  const { type } = form
  // OpenAPI 3.0.
  const nullable = form['nullable'] === true ? ['null'] : []
  if (type !== undefined) return [...[type].flat().map(String), ...nullable]
  const given = givenValues(form)
  if (given !== undefined) return [...given.map(typeOf), ...nullable]
  if (isJsonObject(form['properties'])) return ['object', ...nullable]
  return form['items'] === undefined ? [] : ['array', ...nullable]
}

const givenValues = (form: JsonObject): readonly Json[] | undefined => {
  if ('const' in form) return [form['const'] ?? null]
  return Array.isArray(form['enum']) ? form['enum'] : undefined
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** Null is a matter of types; among values it would make `enum: [a, null]` differ from `anyOf: [{ enum: [a] }, { type: null }]`. */
const valuesOf = (form: JsonObject): readonly string[] | undefined => {
  const given = givenValues(form)
  if (given !== undefined) return given.filter((value) => value !== null).map((value) => JSON.stringify(value))
  return [form['type']].flat().every((type) => type === 'null') ? [] : undefined
}

const boundTypes: Readonly<Record<string, string>> = {
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  minItems: 'array',
  maxItems: 'array',
  minProperties: 'object',
  maxProperties: 'object',
}

const isAbout = (form: JsonObject, type: string): boolean => {
  const types = typesOf(form)
  return types.length === 0 || types.includes(type) || (type === 'number' && types.includes('integer'))
}

/** One form without the bound is enough to be without it. */
const widest = (keyword: string, forms: readonly JsonObject[]): number | string | undefined => {
  const bounds = forms.map((form) => form[keyword])
  if (bounds.every((bound) => typeof bound === 'number') && bounds.length > 0)
    return /min/i.test(keyword) ? Math.min(...bounds) : Math.max(...bounds)
  const [first] = bounds
  return typeof first === 'string' && bounds.every((bound) => bound === first) ? first : undefined
}

/**
 * What a schema allows, as schemas without references and combinations; an `allOf` is merged into each. What holds on a condition
 * stands beside the rest as a form of its own: all combinations of ten conditions would be a thousand forms.
 */
const formsOf = (schema: Json, root: Json, seen: readonly Json[] = []): readonly JsonObject[] => {
  if (!isJsonObject(schema) || seen.includes(schema)) return [{}]
  const of = (part: Json): readonly JsonObject[] => formsOf(part, root, [...seen, schema])
  const { $ref, allOf, anyOf, oneOf, if: _if, then: _then, else: _else, ...own } = schema
  const parts = [...(typeof $ref === 'string' ? [targetOf($ref, root)] : []), ...listOf(allOf)]
  let forms: readonly JsonObject[] = [own]
  const combine = (others: readonly JsonObject[]): void => {
    forms = forms.flatMap((form) => others.map((other) => merged(form, other))).slice(0, mostForms)
  }
  for (const part of parts) combine(of(unconditional(part)))
  for (const choice of [anyOf, oneOf]) if (Array.isArray(choice)) combine(choice.flatMap(of))
  const branches = [schema, ...parts].filter(isConditional).flatMap((part) => [part['then'], part['else']])
  const conditional = branches.flatMap((branch) => (branch === undefined ? [] : of(branch)))
  return [...forms, ...conditional.flatMap((branch) => forms.map((form) => merged(branch, form)))]
}

const unconditional = (schema: Json): Json => {
  if (!isConditional(schema)) return schema
  const { if: _if, then: _then, else: _else, ...rest } = schema
  return rest
}

const isConditional = (schema: Json): schema is JsonObject => isJsonObject(schema) && 'if' in schema

/** Both hold: types in common, and of members that both describe both descriptions. */
const merged = (one: JsonObject, other: JsonObject): JsonObject => {
  const types = [one['type'], other['type']].flatMap((type) => (type === undefined ? [] : [[type].flat()]))
  const [first = [], second = first] = types
  const properties = Object.entries(objectOf(one['properties'])).map(([name, schema]) => {
    const also = objectOf(other['properties'])[name]
    return [name, both(schema, also)] as const
  })
  const items = both(one['items'], other['items'])
  return {
    ...other,
    ...one,
    ...(types.length > 0 && { type: first.filter((type) => second.includes(type)) }),
    ...(properties.length > 0 && {
      properties: { ...objectOf(other['properties']), ...Object.fromEntries(properties) },
    }),
    ...(items !== undefined && { items }),
    ...(Array.isArray(one['required']) && { required: [...listOf(other['required']), ...listOf(one['required'])] }),
  }
}

const both = (one: Json | undefined, other: Json | undefined): Json | undefined =>
  one === undefined || other === undefined || one === other ? (one ?? other) : { allOf: [one, other] }

/** What a reference within the document leads to; what leads out of it may be anything. */
const targetOf = (reference: string, root: Json): Json =>
  (reference.startsWith('#/') ? valueAt(root, referenceParts(reference)) : undefined) ?? true

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})
const sortedOnce = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted()
