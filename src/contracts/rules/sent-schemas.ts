import { invalidRequest } from '../../core/api-error.ts'
import { isJsonObject, textOfJson, type Json, type JsonObject } from '../../core/json.ts'
import { createMemo } from '../../core/memo.ts'
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
  const problems = createMemo<{ readonly problem: string | undefined }>(2 * 1024 * 1024)
  const problemOf = (sent: SentSchema): string | undefined => {
    const { schema, of } = sent
    if (!isJsonObject(schema)) return find(schema, sent)
    const text = textOfJson(schema)
    const key = of === 'function' ? text : `${of} ${text}`
    const known = problems.get(key)
    if (known !== undefined) return known.problem
    const problem = find(schema, sent)
    problems.set(key, { problem }, key.length * 2 + 100)
    return problem
  }
  return (body) => {
    const { tools, functions, response_format } = body
    if (tools === undefined && functions === undefined && response_format === undefined) return noBreach
    let breaches: Breach[] | undefined
    for (const sent of sentSchemasOf(body)) {
      const problem = isAbout(sent) ? problemOf(sent) : undefined
      if (problem === undefined) continue
      breaches ??= []
      breaches.push(breachOf(sent, problem))
    }
    return breaches ?? noBreach
  }
}

function* sentSchemasOf({ tools, functions, response_format }: JsonObject): Iterable<SentSchema> {
  const offered = itemsOf(tools)
  for (let index = 0; index < offered.length; index++) {
    const definition = objectOf(offered[index])['function']
    yield* parametersOf(objectOf(definition), ['tools', index, 'function', 'parameters'])
  }
  const older = itemsOf(functions)
  for (let index = 0; index < older.length; index++)
    yield* parametersOf(objectOf(older[index]), ['functions', index, 'parameters'])
  const format = objectOf(response_format)
  if (format['type'] !== 'json_schema') return
  const { name, schema, strict } = objectOf(format['json_schema'])
  if (schema !== undefined && schema !== null)
    yield { of: 'response_format', name, path: ['response_format'], schema, strict: strict === true }
}

function* parametersOf({ name, parameters, strict }: JsonObject, path: Path): Iterable<SentSchema> {
  if (parameters !== undefined && isGiven(parameters))
    yield { of: 'function', name, path, schema: parameters, strict: strict === true }
}

const breachOf = ({ of, name, path }: SentSchema, problem: string): Breach => ({
  path,
  error: invalidRequest(
    `Invalid schema for ${of} '${echoed(name)}': ${problem}`,
    paramOf(path),
    of === 'function' ? 'invalid_function_parameters' : null,
  ),
})
