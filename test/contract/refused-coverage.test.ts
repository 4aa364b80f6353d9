import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { validatorOptions } from '../../src/contracts/schema-check.ts'
import { rules } from '../../src/contracts/rules/list.ts'
import { atStrictness } from '../../src/contracts/strictness.ts'
import type { Strictness } from '../../src/core/contract.ts'
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'
import { dialects } from '../../src/dialects/dialects.ts'
import { refusedCases } from './refused.ts'

/** What can refuse nothing by itself, and why. */
const idle: Readonly<Record<string, readonly string[]>> = {
  // Whoever is held to it is a developer by role.
  openai: ['#/$defs/developer_message/properties/role/type = "string"'],
}

const levels: readonly Strictness[] = ['practical', 'literal']

test.each(dialects.map(({ name }) => name))(
  'every keyword of the request schema of %s refuses something',
  async (name) => {
    const schema = await requestSchemaOf(name)
    const parts = levels.map((level) => ({ level, schema: atStrictness(schema, level) }))

    const hit = new Set(parts.flatMap(({ level, schema: held }) => hitBy(name, level, held)))
    const all = new Set(parts.flatMap(({ schema: held }) => [...placesIn(held, '#')].flatMap(statementsOf)))

    expect([...all].filter((statement) => !hit.has(statement))).toEqual(idle[name] ?? [])
  },
)

test('every rule between the fields of a request refuses something in each dialect that has it', () => {
  const hit = new Set(refusedCases.map(({ dialect, level, breaks }) => `${dialect} ${level} ${breaks}`))
  const on = rules
    .filter(({ side, optional }) => side === 'request' && optional !== true)
    .flatMap(({ name, dialects: where = dialects.map((dialect) => dialect.name), strictness, exempt = {} }) =>
      where.flatMap((dialect) =>
        strictness
          .filter((level) => exempt[dialect]?.includes(level) !== true)
          .map((level) => `${dialect} ${level} ${name}`),
      ),
    )

  expect(on.filter((rule) => !hit.has(rule))).toEqual([])
})

const requestSchemaOf = async (name: string): Promise<JsonObject> => {
  const dialect = dialects.find((one) => one.name === name)
  return (await dialect?.schemas['chat-completions']?.())?.request ?? {}
}

/** Keywords that say something of a value by themselves; of those of a condition (`if`) nothing depends. */
const assertions = new Set(
  (
    'type enum const minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern format ' +
    'minItems maxItems uniqueItems minProperties maxProperties required additionalProperties'
  ).split(' '),
)
const named = ['properties', '$defs', 'patternProperties', 'dependentSchemas']
const listed = ['allOf', 'anyOf', 'oneOf']
const single = ['items', 'then', 'else', 'propertyNames', 'additionalProperties']

/** Every subschema, and where it stands. */
const placesIn = (schema: Json | undefined, place: string): ReadonlyMap<JsonObject, string> => {
  if (!isJsonObject(schema)) return new Map()
  const inner = Object.entries(schema).flatMap(([keyword, value = null]) => {
    if (single.includes(keyword)) return [...placesIn(value, `${place}/${keyword}`)]
    if (!(named.includes(keyword) || listed.includes(keyword)) || typeof value !== 'object') return []
    return Object.entries(value ?? {}).flatMap(([member, one]) => [...placesIn(one, `${place}/${keyword}/${member}`)])
  })
  return new Map([[schema, place], ...inner])
}

/** What a subschema says by itself: `#/properties/n/minimum = 1`; `required` once for each name. */
const statementsOf = ([schema, place]: readonly [JsonObject, string]): readonly string[] =>
  Object.entries(schema).flatMap(([keyword, value = null]) => {
    if (!assertions.has(keyword) || (keyword === 'additionalProperties' && value !== false)) return []
    if (keyword === 'required' && Array.isArray(value))
      return value.map((name) => `${place}/required = ${String(name)}`)
    return [`${place}/${keyword} = ${JSON.stringify(value)}`]
  })

/** What the cases of a dialect at a level break. */
const hitBy = (dialect: string, level: Strictness, schema: JsonObject): readonly string[] => {
  const validate = new Ajv2020(validatorOptions(true)).compile(schema)
  const places = placesIn(schema, '#')
  return refusedCases
    .filter((one) => one.dialect === dialect && one.level === level)
    .flatMap(({ refused }) => {
      const body = parsed(refused.body)
      if (body === undefined) return []
      validate(body)
      return (validate.errors ?? []).map((error) => statementOf(error, places))
    })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Some bodies are refused for being no JSON.
    return undefined
  }
}

const statementOf = ({ keyword, params, schema, parentSchema }: ErrorObject, places: ReturnType<typeof placesIn>) =>
  `${places.get(parentSchema ?? {})}/${keyword} = ${keyword === 'required' ? String(params['missingProperty']) : JSON.stringify(schema)}`
