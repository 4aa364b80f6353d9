import { invalidRequest } from '../../core/api-error.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import { oncePerText } from '../../core/memo.ts'
import type { Breach } from '../../core/rule.ts'
import { paramOf, type Path } from '../../core/violation.ts'
import { echoed } from '../wording/grammar.ts'
import { isGiven, itemsOf, noBreach, objectOf } from './read.ts'

/** A schema that a request brings along. */
interface SentSchema {
  /** Parameters of a function, or the format of the answer. */
  readonly of: 'function' | 'response_format'
  readonly name: Json | undefined
  readonly path: Path
  readonly schema: Json
  readonly strict: boolean
}

/** What the service minds about a schema, in its words; undefined when it is fine. */
type FindProblem = (schema: Json, sent: SentSchema) => string | undefined

/** Where requests bring schemas along, and how they are found there. */
const places = {
  tools: (tools: Json) =>
    itemsOf(tools).flatMap((tool, index) =>
      parametersOf(objectOf(objectOf(tool)['function']), ['tools', index, 'function', 'parameters']),
    ),
  functions: (functions: Json) =>
    itemsOf(functions).flatMap((older, index) => parametersOf(objectOf(older), ['functions', index, 'parameters'])),
  response_format: (format: Json) => formatOf(objectOf(format)),
} satisfies Readonly<Record<string, (value: Json) => readonly SentSchema[]>>

type Place = keyof typeof places

const allPlaces: readonly Place[] = ['tools', 'functions', 'response_format']

/** Checks every schema of a request that `finds` is about, each text once: clients send the same few with every call. */
export const checkSentSchemas = (
  find: FindProblem,
  isAbout: (sent: SentSchema) => boolean,
): ((body: JsonObject) => readonly Breach[]) => {
  const breachesIn = (place: Place) =>
    oncePerText((value) =>
      places[place](value)
        .filter(isAbout)
        .flatMap((sent) => {
          const problem = find(sent.schema, sent)
          return problem === undefined ? noBreach : [breachOf(sent, problem)]
        }),
    )
  const checks = {
    tools: breachesIn('tools'),
    functions: breachesIn('functions'),
    response_format: breachesIn('response_format'),
  }
  return (body) => {
    let breaches: Breach[] | undefined
    for (const place of allPlaces) {
      const value = body[place]
      if (typeof value !== 'object' || value === null) continue
      for (const breach of checks[place](value)) (breaches ??= []).push(breach)
    }
    return breaches ?? noBreach
  }
}

const parametersOf = ({ name, parameters, strict }: JsonObject, path: Path): readonly SentSchema[] =>
  parameters !== undefined && isGiven(parameters)
    ? [{ of: 'function', name, path, schema: parameters, strict: strict === true }]
    : []

const formatOf = ({ type, json_schema }: JsonObject): readonly SentSchema[] => {
  const { name, schema, strict } = objectOf(json_schema)
  return type === 'json_schema' && schema !== undefined && schema !== null
    ? [{ of: 'response_format', name, path: ['response_format'], schema, strict: strict === true }]
    : []
}

const breachOf = ({ of, name, path }: SentSchema, problem: string): Breach => ({
  path,
  error: invalidRequest(
    `Invalid schema for ${of} '${echoed(name)}': ${problem}`,
    paramOf(path),
    of === 'function' ? 'invalid_function_parameters' : null,
  ),
})
