import * as fc from 'fast-check'
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'

type Fitting = fc.Arbitrary<JsonObject>

/** Schemas that a value satisfies, made around it: they have a value, however they twist what they ask for. */
export const schemaAround = (value: Json, depth = 0): Fitting => {
  const plain = typed(value, depth)
  if (depth > 2) return plain
  const inner = fc.constant(undefined).chain(() => schemaAround(value, depth + 1))
  return fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 1, arbitrary: fc.tuple(inner, inner).map((allOf) => ({ allOf })) },
    { weight: 1, arbitrary: fc.tuple(other(value), inner).map((anyOf) => ({ anyOf })) },
    { weight: 1, arbitrary: fc.tuple(other(value), inner).map((oneOf) => ({ oneOf })) },
    { weight: 1, arbitrary: inner.map((part) => ({ oneOf: [{ not: part }, part] })) },
    { weight: 1, arbitrary: inner.map((part) => ({ not: { not: part } })) },
    { weight: 1, arbitrary: fc.tuple(inner, other(value)).map(([part, not]) => ({ allOf: [part], not })) },
    { weight: 1, arbitrary: fc.tuple(inner, inner).map(([part, met]) => caseOf(part, met, false)) },
    {
      weight: 1,
      arbitrary: fc.tuple(other(value), inner).map(([part, unmet]) => caseOf(part, false, unmet)),
    },
  )
}

const caseOf = (condition: Json, met: Json, unmet: Json): JsonObject =>
  // oxlint-disable-next-line unicorn/no-thenable -- a schema is never awaited
  ({ if: condition, then: met, else: unmet })

/** A schema that the value does not satisfy. */
const other = (value: Json): Fitting => {
  const type = typeOf(value)
  const types = ['null', 'boolean', 'number', 'string', 'array', 'object'].filter((name) => name !== type)
  return fc.oneof(
    fc.constantFrom(...types).map((name) => ({ type: name })),
    fc.constant({ enum: ['no such value', 123_456_789] }),
    fc.constant({ not: { type } }),
  )
}

const typeOf = (value: Json): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

const typed = (value: Json, depth: number): Fitting => {
  const listed: Fitting = fc.constantFrom<JsonObject>({ const: value }, { enum: [value, 'another', null] })
  if (typeof value === 'string') return fc.oneof(listed, ofText(value))
  if (typeof value === 'number') return fc.oneof(listed, ofNumber(value))
  if (Array.isArray(value))
    return fc.oneof({ weight: 1, arbitrary: listed }, { weight: 4, arbitrary: ofArray(value, depth) })
  if (isJsonObject(value))
    return fc.oneof({ weight: 1, arbitrary: listed }, { weight: 4, arbitrary: ofObject(value, depth) })
  return fc.oneof(listed, fc.constant<JsonObject>({ type: typeOf(value) }))
}

/** Some of the members. */
const some = (members: JsonObject): Fitting =>
  fc
    .subarray(Object.keys(members))
    .map((names) => Object.fromEntries(names.map((name) => [name, members[name] ?? null])))

const ofText = (text: string): Fitting => {
  const { length } = Array.from(text)
  const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  return fc
    .constantFrom(escaped, `^${escaped}`, `${escaped}$`, `^${escaped}$`, '^[^]*$')
    .chain((pattern) =>
      some({ minLength: length, maxLength: length + 3, pattern }).map((part) => ({ type: 'string', ...part })),
    )
}

const ofNumber = (number: number): Fitting =>
  some({
    minimum: number - 2,
    maximum: number + 2,
    exclusiveMinimum: number - 0.5,
    exclusiveMaximum: number + 0.5,
    ...(number === 0 ? {} : { multipleOf: Math.abs(number) }),
  }).map((part) => ({ type: Number.isInteger(number) ? 'integer' : 'number', ...part }))

const ofArray = (items: readonly Json[], depth: number): Fitting =>
  fc.tuple(...items.map((item) => schemaAround(item, depth + 1))).chain((schemas) =>
    some({
      minItems: items.length,
      maxItems: items.length,
      ...(schemas.length === 0 ? {} : { items: { anyOf: schemas }, contains: schemas.at(-1) ?? true }),
      ...(new Set(items.map((item) => JSON.stringify(item))).size === items.length ? { uniqueItems: true } : {}),
    }).chain((part) =>
      fc.constantFrom<JsonObject>({}, { prefixItems: schemas, items: false }).map((tuple) =>
        // Of no items there is no tuple.
        schemas.length === 0 ? { type: 'array', ...part } : { type: 'array', ...part, ...tuple },
      ),
    ),
  )

const ofObject = (members: JsonObject, depth: number): Fitting => {
  const names = Object.keys(members)
  const [first, last] = [names.at(0), names.at(-1)]
  return fc.tuple(...names.map((name) => schemaAround(members[name] ?? null, depth + 1))).chain((schemas) => {
    const properties = Object.fromEntries(names.map((name, index) => [name, schemas[index] ?? true]))
    const closed: JsonObject = { properties, additionalProperties: false }
    const open: JsonObject = { allOf: [{ properties }], unevaluatedProperties: false }
    return fc
      .tuple(
        fc.constantFrom<JsonObject>({ properties }, closed, open),
        some({
          required: names,
          minProperties: names.length,
          maxProperties: names.length,
          propertyNames: { maxLength: Math.max(0, ...names.map((name) => name.length)) },
          ...(first === undefined || last === undefined
            ? {}
            : {
                dependentRequired: Object.fromEntries([[first, [last]]]),
                dependentSchemas: Object.fromEntries([[last, { required: [first] }]]),
              }),
        }),
      )
      .map(([shape, part]) => ({ type: 'object', ...part, ...shape }))
  })
}
