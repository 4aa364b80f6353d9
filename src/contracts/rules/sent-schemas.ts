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

/** Checks every schema of a request that `finds` is about, each text once: clients send the same few with every call. */
export const checkSentSchemas = (
  find: FindProblem,
  isAbout: (sent: SentSchema) => boolean,
): ((body: JsonObject) => readonly Breach[]) => {
  const breachesIn = (
    schemasIn: (value: Json) => readonly SentSchema[],
  ): ((value: Json | undefined) => readonly Breach[]) => {
    const check = oncePerText((value) =>
      schemasIn(value)
        .filter(isAbout)
        .flatMap((sent) => {
          const problem = find(sent.schema, sent)
          return problem === undefined ? noBreach : [breachOf(sent, problem)]
        }),
    )
    return (value) => (typeof value === 'object' && value !== null ? check(value) : noBreach)
  }
  const inTools = breachesIn(schemasOfTools)
  const inFunctions = breachesIn(schemasOfFunctions)
  const inFormat = breachesIn(schemasOfFormat)
  return ({ tools, functions, response_format }) => {
    if (tools === undefined && functions === undefined && response_format === undefined) return noBreach
    const found = [inTools(tools), inFunctions(functions), inFormat(response_format)] as const
    return found.every((breaches) => breaches.length === 0) ? noBreach : found.flat()
  }
}

const schemasOfTools = (tools: Json): readonly SentSchema[] =>
  itemsOf(tools).flatMap((tool, index) =>
    parametersOf(objectOf(objectOf(tool)['function']), ['tools', index, 'function', 'parameters']),
  )

const schemasOfFunctions = (functions: Json): readonly SentSchema[] =>
  itemsOf(functions).flatMap((older, index) => parametersOf(objectOf(older), ['functions', index, 'parameters']))

const parametersOf = ({ name, parameters, strict }: JsonObject, path: Path): readonly SentSchema[] =>
  parameters !== undefined && isGiven(parameters)
    ? [{ of: 'function', name, path, schema: parameters, strict: strict === true }]
    : []

const schemasOfFormat = (format: Json): readonly SentSchema[] => {
  const { type, json_schema } = objectOf(format)
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
