import type { PlayedEndpoint } from '../core/endpoint.ts'
import type { Fault } from '../core/fault.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import { actions } from './actions/list.ts'
import { conditionDefinitions, whenSchema } from './condition.schema.ts'
import { mannerDefinitions, mannerSchemas } from './manner.ts'

/**
 * JSON Schema (2020-12) of a scenario file, composed from the actions, what the endpoints' drafts may say, and the faults.
 * Without endpoints any draft passes, without faults or dialects any name. Editors read `errorMessage` as our own check does.
 */
export const scenarioSchema = (
  endpoints: readonly PlayedEndpoint[],
  faults: readonly Fault[],
  dialects: readonly string[] = [],
): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'cuecard scenario',
  description: 'Which answers a cuecard gives to which requests.',
  type: 'object',
  required: ['cuecard', 'cues'],
  properties: {
    $schema: { description: 'For editors.', type: 'string' },
    cuecard: { description: 'Version of this format.', const: 1 },
    name: { description: 'Default: the name of the file.', type: 'string', minLength: 1 },
    description: { description: 'For readers.', type: 'string' },
    dialect: {
      description: 'Only requests in this dialect. Default: any.',
      ...(dialects.length === 0 ? { type: 'string', minLength: 1 } : { enum: dialects }),
    },
    seed: { description: 'Seed of what is made up for these cues.', type: 'integer' },
    strictness: {
      description: 'Holds requests to the document itself, or to good practice.',
      enum: ['practical', 'literal'],
    },
    cues: {
      description: 'The first cue that holds and is not spent answers.',
      type: 'array',
      items: { $ref: '#/$defs/cue' },
    },
  },
  additionalProperties: false,
  $defs: {
    cue: {
      description: 'When a request looks like this, do that.',
      ...stepSchema({
        name: {
          description: 'Shown in logs and reports; x-cuecard-cue forces the cue of this name.',
          type: 'string',
          minLength: 1,
        },
        when: whenSchema,
        example: { description: 'A request that the cue answers; `cuecard check` plays it.', type: 'object' },
      }),
    },
    step: { description: 'One step of a sequence.', ...stepSchema({}) },
    ...mannerDefinitions(faults),
    ...conditionDefinitions,
    ...draftDefinitions(endpoints),
  },
})

const stepSchema = (more: Readonly<Record<string, JsonObject>>): JsonObject => ({
  type: 'object',
  properties: {
    ...more,
    ...Object.fromEntries(actions.map((action) => [action.name, action.schema])),
    ...Object.assign({}, ...actions.map((action) => action.beside)),
    times: {
      description: 'How often this is played; then it is spent. Default: for ever (in a sequence: once).',
      type: 'integer',
      minimum: 1,
    },
    ...mannerSchemas,
  },
  oneOf: actions.map((action) => ({ required: [action.name] })),
  dependentRequired: Object.fromEntries(
    actions.flatMap((action) => Object.keys(action.beside ?? {}).map((member) => [member, [action.name]])),
  ),
  additionalProperties: false,
})

/** `draft` is what any endpoint takes; what an endpoint's schema defines for itself moves up beside it, under its name. */
const draftDefinitions = (endpoints: readonly PlayedEndpoint[]): JsonObject => {
  if (endpoints.length === 0)
    return {
      draft: { type: 'object', properties: { choices: { type: 'array', minItems: 1, items: { type: 'object' } } } },
    }
  const inner = endpoints.flatMap(({ name, draft: { $defs } }) =>
    Object.entries(isJsonObject($defs) ? $defs : {}).map(([key, value]) => [
      `${name}.${key}`,
      prefixed(value ?? true, name),
    ]),
  )
  const drafts = endpoints.map(({ name, draft: { $defs: _moved, ...draft } }) => prefixed(withoutStrays(draft), name))
  const [only] = drafts
  return { draft: drafts.length === 1 && only !== undefined ? only : { anyOf: drafts }, ...Object.fromEntries(inner) }
}

/** Beside `choices` a draft cannot say what a choice says: nobody would hear it. */
const withoutStrays = (draft: JsonObject): JsonObject => {
  const said = membersOf(draft)
  const choices = said['choices']
  const choice = isJsonObject(choices) && isJsonObject(choices['items']) ? membersOf(choices['items']) : {}
  const strays = Object.keys(choice).filter((key) => Object.hasOwn(said, key))
  if (strays.length === 0) return draft
  return {
    ...draft,
    dependentSchemas: { choices: { properties: Object.fromEntries(strays.map((key) => [key, false])) } },
  }
}

const membersOf = ({ properties }: JsonObject): JsonObject => (isJsonObject(properties) ? properties : {})

const prefixed = (schema: Json, name: string): Json => {
  if (Array.isArray(schema)) return schema.map((item: Json) => prefixed(item, name))
  if (!isJsonObject(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? value.replace('#/$defs/', `#/$defs/${name}.`)
        : prefixed(value ?? true, name),
    ]),
  )
}
