import type { SchemaCompiler } from '../../core/contract.ts'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../core/json.ts'
import type { Path } from '../../core/violation.ts'
import type { Difference } from '../difference.ts'
import type { AskedFor } from './completion.ts'

type Placed = Difference & { readonly path: Path }

/** Where the calls of a message are not those that the request lets the model make. */
export const callsDifferences = (
  message: JsonObject,
  { asked, isWhole }: { readonly asked: AskedFor; readonly isWhole: boolean },
): readonly Placed[] => {
  const { tools } = asked.request
  const calls = callsOf(message)
  const path = [
    message['function_call'] === undefined || message['function_call'] === null ? 'tool_calls' : 'function_call',
  ]
  const kind = { code: 'answer-tool-choice' }
  const names = calls.map(({ name }) => name ?? null)
  if (tools.mode === 'none' && calls.length > 0)
    return [{ ...kind, path, expected: 'no call, as the request lets none be made', got: names }]
  if ((tools.mode === 'required' || tools.mode === 'named') && calls.length === 0 && isWhole)
    return [
      { ...kind, path, expected: 'a call, as the tool_choice of the request demands', got: message['content'] ?? null },
    ]
  const isMany = calls.length > 1 && !tools.parallel
  return [
    ...(isMany ? [{ ...kind, path, expected: 'one call at a time', got: names }] : []),
    ...calls.flatMap((call) => callDifferences(call, asked, isWhole)),
  ]
}

interface Call {
  readonly path: readonly (string | number)[]
  readonly type: 'function' | 'custom'
  readonly name: Json | undefined
  readonly input: Json | undefined
}

const callsOf = ({ tool_calls, function_call }: JsonObject): readonly Call[] => {
  if (isJsonObject(function_call))
    return [
      { path: ['function_call'], type: 'function', name: function_call['name'], input: function_call['arguments'] },
    ]
  if (!Array.isArray(tool_calls)) return []
  return tool_calls.flatMap((call: Json, index) => (isJsonObject(call) ? [callOf(call, ['tool_calls', index])] : []))
}

const callOf = ({ function: called, custom }: JsonObject, path: readonly (string | number)[]): Call => {
  if (isJsonObject(custom))
    return { path: [...path, 'custom'], type: 'custom', name: custom['name'], input: custom['input'] }
  // One service puts the whole function into a text.
  const inner = typeof called === 'string' ? parseJson(called) : called
  const { name, arguments: input }: JsonObject = isJsonObject(inner) ? inner : {}
  return { path: [...path, 'function'], type: 'function', name, input }
}

const callDifferences = (
  { path, type, name, input }: Call,
  { request, compiler }: AskedFor,
  isWhole: boolean,
): readonly Placed[] => {
  const { offered, legacy } = request.tools
  const tool = offered.find((each) => each.name === name)
  if (tool === undefined || (tool.type !== type && !legacy && type === 'custom')) {
    const expected = `one of ${offered.map((each) => JSON.stringify(each.name)).join(', ')}`
    return [{ code: 'answer-tool-choice', path: [...path, 'name'], expected, got: name }]
  }
  if (!isWhole || tool.type === 'custom') return []
  const place = [...path, 'arguments']
  const read = typeof input === 'string' ? parseJson(input) : undefined
  if (read === undefined)
    return [{ code: 'answer-arguments', path: place, expected: 'the text of a JSON object', got: input }]
  return schemaDifferences({ code: 'answer-arguments', path: place }, read, { schema: tool.parameters, compiler })
}

/** Where a content has not the form that the request asks for. */
export const formatDifferences = (message: JsonObject, { request, compiler }: AskedFor): readonly Placed[] => {
  const { format } = request
  const { content } = message
  if (format === undefined || typeof content !== 'string' || callsOf(message).length > 0) return []
  const read = parseJson(content)
  const place = { code: 'answer-format', path: ['content'] }
  if (read === undefined)
    return [{ ...place, expected: `the text of a JSON value, as ${format.name} asks`, got: content }]
  if (format.schema === undefined)
    return isJsonObject(read) ? [] : [{ ...place, expected: 'the text of a JSON object', got: content }]
  return schemaDifferences(place, read, { schema: format.schema, compiler })
}

const mostErrors = 5

/** What stands in a text of JSON and breaks a schema of the request. A schema that cannot be used says nothing. */
const schemaDifferences = (
  place: Pick<Placed, 'code' | 'path'>,
  value: Json,
  { schema, compiler }: { readonly schema: JsonObject | boolean | undefined; readonly compiler: SchemaCompiler },
): readonly Placed[] => {
  const compiled = schema === undefined ? undefined : compiler.compile(schema)
  if (compiled === undefined || 'reason' in compiled) return []
  return compiled
    .check(value)
    .slice(0, mostErrors)
    .map(({ instancePath, keyword, message = 'does not fit', params }) => ({
      ...place,
      expected: `a value that fits the schema of the request: ${instancePath === '' ? 'it' : instancePath} ${message}${detail(keyword, params)}`,
      got: value,
    }))
}

const detail = (keyword: string, params: Readonly<Record<string, unknown>>): string => {
  if (keyword === 'additionalProperties') return ` (${JSON.stringify(params['additionalProperty'])})`
  return keyword === 'enum' ? ` (${JSON.stringify(params['allowedValues'])})` : ''
}
