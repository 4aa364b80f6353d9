import { invalidRequest } from '../../core/api-error.ts'
import { isJsonObject, textOfJson, type Json } from '../../core/json.ts'
import { createMemo, type Memo } from '../../core/memo.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf, type Path } from '../../core/violation.ts'
import { echoed } from '../wording/grammar.ts'
import { problemOfParameters, problemOfStrictSchema } from './strict-subset.ts'
import { itemsOf, noBreach, objectOf } from './read.ts'

/** With `strict` a schema must keep to a subset of JSON Schema; parameters of functions have a few rules without it too. */
export const strictSchemas: Rule = {
  name: 'strict-schemas',
  source: 'wire-format 7 (R); formats, totals, lengths and parameters without properties are assumed (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ response_format, tools }) => {
    const format = objectOf(response_format)
    const named = format['type'] === 'json_schema' ? format['json_schema'] : undefined
    if (named === undefined && tools === undefined) return noBreach
    const breaches: Breach[] = []
    for (const [index, tool] of itemsOf(tools).entries()) {
      const definition = objectOf(objectOf(tool)['function'])
      const { parameters } = definition
      if (parameters === undefined || parameters === null) continue
      const problem =
        definition['strict'] === true
          ? problemOnce(strict, parameters, problemOfStrictSchema)
          : problemOnce(lax, parameters, problemOfParameters)
      if (problem !== undefined)
        breaches.push(ofFunction(['tools', index, 'function', 'parameters'], definition['name'], problem))
    }
    if (isJsonObject(named) && named['strict'] === true && isJsonObject(named['schema'])) {
      const problem = problemOnce(strict, named['schema'], problemOfStrictSchema)
      if (problem !== undefined) breaches.push(ofFormat(named['name'], problem))
    }
    return breaches
  },
}

type Problem = string | undefined
type Problems = Memo<{ readonly problem: Problem }>

// Clients send the same few schemas with every call.
const memoLimit = 4 * 1024 * 1024
const strict: Problems = createMemo(memoLimit)
const lax: Problems = createMemo(memoLimit)

const problemOnce = (problems: Problems, schema: Json, find: (schema: Json) => Problem): Problem => {
  if (!isJsonObject(schema)) return find(schema)
  const text = textOfJson(schema)
  const known = problems.get(text)
  if (known !== undefined) return known.problem
  const problem = find(schema)
  problems.set(text, { problem }, text.length * 2)
  return problem
}

const ofFormat = (name: Json | undefined, problem: string): Breach => ({
  path: ['response_format'],
  error: invalidRequest(`Invalid schema for response_format '${echoed(name)}': ${problem}`, 'response_format'),
})

const ofFunction = (path: Path, name: Json | undefined, problem: string): Breach => ({
  path,
  error: invalidRequest(
    `Invalid schema for function '${echoed(name)}': ${problem}`,
    paramOf(path),
    'invalid_function_parameters',
  ),
})
