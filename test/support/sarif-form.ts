import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { JsonObject } from '../../src/core/json.ts'

/** An object with these members and no others, as SARIF has them; those behind a question mark may be left out. */
const object = (members: Readonly<Record<string, JsonObject>>): JsonObject => ({
  type: 'object',
  required: Object.keys(members).filter((name) => !name.endsWith('?')),
  properties: Object.fromEntries(Object.entries(members).map(([name, schema]) => [name.replace('?', ''), schema])),
  additionalProperties: false,
})

const list = (items: JsonObject): JsonObject => ({ type: 'array', items })
const text: JsonObject = { type: 'string' }
const count = (minimum: number): JsonObject => ({ type: 'integer', minimum })
const message = object({ text })

/** Of SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/) what our reports say, with what its own schema holds that to. */
const form = object({
  $schema: { type: 'string', format: 'uri' },
  version: { enum: ['2.1.0'] },
  runs: list(
    object({
      tool: object({
        driver: object({
          name: text,
          'version?': text,
          'rules?': {
            ...list(object({ id: text, 'shortDescription?': message, 'help?': message })),
            uniqueItems: true,
          },
        }),
      }),
      'columnKind?': { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      results: list(
        object({
          ruleId: text,
          'ruleIndex?': count(-1),
          'level?': { enum: ['none', 'note', 'warning', 'error'] },
          message,
          'locations?': list(
            object({
              physicalLocation: object({
                artifactLocation: object({ uri: { type: 'string', format: 'uri-reference' } }),
                'region?': object({ startLine: count(1), 'startColumn?': count(1) }),
              }),
              'logicalLocations?': {
                ...list(object({ name: text, 'kind?': text })),
                uniqueItems: true,
              },
            }),
          ),
          'properties?': { type: 'object' },
        }),
      ),
    }),
  ),
})

const ajv = new Ajv2020({ allErrors: true })
addFormats.default(ajv)
const validate = ajv.compile(form)

/** What a text has that is not SARIF; nothing, when it is SARIF throughout. */
export const problemsOfSarif = (log: string): readonly string[] => {
  const value: unknown = JSON.parse(log)
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
}
