import type { ApiError } from '../core/api-error.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import type { Path, Violation } from '../core/violation.ts'

/*
 * How the framework behind document 003 words a refusal (dialects 4.3): a `responseStatus` with a code in Pascal case, a message and, for
 * a member that is at fault, its C# name. Of nested members the whole path is named (`Messages[0].Role`), as the framework's validators do.
 */

/** The body of an error. */
export const refuseAsServicestack = (error: ApiError): JsonObject => {
  const { message, param } = error
  const errorCode = errorCodeOf(error)
  const errors = param === null ? undefined : [{ errorCode, fieldName: fieldNameOf(param), message }]
  return { responseStatus: { errorCode, message, errors } }
}

/** Errors of a status of their own, whatever they are about. */
const codesByStatus: ReadonlyMap<number, string> = new Map([
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [406, 'NotAcceptable'],
  [408, 'RequestTimeout'],
  [409, 'Conflict'],
  [413, 'RequestEntityTooLarge'],
  [429, 'TooManyRequests'],
  [500, 'InternalServerError'],
  [502, 'BadGateway'],
  [503, 'ServiceUnavailable'],
  [504, 'GatewayTimeout'],
])

const errorCodeOf = ({ status, code }: ApiError): string => {
  if (code !== null && /^[A-Z]/.test(code)) return code
  const byStatus = codesByStatus.get(status)
  if (byStatus !== undefined) return byStatus
  return code === null || code === '' ? 'BadRequest' : pascalOf(code)
}

/** A member in either notation of the other dialects by its C# name; one that is named so already stays. */
const fieldNameOf = (param: string): string =>
  /^[A-Z]/.test(param) ? param : param.replaceAll('.[', '[').replaceAll(/[A-Za-z_]\w*/g, pascalOf)

const pascalOf = (name: string): string =>
  name
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')

/** The framework's validators by the keyword of the schema that stands for them. */
const codesByKeyword: ReadonlyMap<string, string> = new Map([
  ['required', 'NotEmpty'],
  ['minLength', 'NotEmpty'],
  ['minItems', 'NotEmpty'],
  ['minimum', 'InclusiveBetween'],
  ['maximum', 'InclusiveBetween'],
  ['exclusiveMinimum', 'ExclusiveBetween'],
  ['exclusiveMaximum', 'ExclusiveBetween'],
  ['maxLength', 'MaximumLength'],
  ['maxItems', 'MaximumLength'],
  ['maxProperties', 'MaximumLength'],
  ['pattern', 'RegularExpression'],
  ['enum', 'Enum'],
  ['const', 'Enum'],
  ['type', 'RequestBindingException'],
  ['additionalProperties', 'RequestBindingException'],
])

const schemaRule = 'schema/'

/** A broken contract in the framework's terms; rules between fields are its predicates. */
export const wordAsServicestack = ({ rule, path, error }: Violation, body: JsonObject): ApiError => {
  const field = fieldOf(path)
  const param = field.length === 0 ? null : fieldNameAt(field)
  if (!rule.startsWith(schemaRule)) return { ...error, param, code: 'Predicate' }
  const isMissing = field === path && isNull(path, body)
  const code = isMissing ? 'NotEmpty' : codesByKeyword.get(rule.slice(schemaRule.length))
  return { ...error, message: messageOf(error, code, field), param, code: code ?? 'Predicate' }
}

const messageOf = (error: ApiError, code: string | undefined, field: Path): string => {
  if (code === 'NotEmpty') return `'${lastName(field)}' must not be empty.`
  // The service of another dialect cannot tell such a body from one that is no JSON.
  return error.param === null && field.length > 0 ? `'${lastName(field)}' is not in the correct format.` : error.message
}

const isNull = (path: Path, body: JsonObject): boolean => {
  let value: unknown = body
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)]
    else value = isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
  }
  return value === null
}

const dictionaries: ReadonlySet<string | number | undefined> = new Set(['metadata', 'logit_bias'])

/** What stands in a dictionary has no C# name: the field is the dictionary. */
const fieldOf = (path: Path): Path => (path.length > 1 && dictionaries.has(path[0]) ? path.slice(0, 1) : path)

const fieldNameAt = (path: Path): string =>
  path.reduce<string>((text, part, depth) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? csharpName(part, depth) : `${text}.${csharpName(part, depth)}`
  }, '')

/** The sample's second `response_format` is the table's `Type`. */
const csharpName = (name: string, depth: number): string =>
  name === 'response_format' && depth > 0 ? 'Type' : pascalOf(name)

const lastName = (path: Path): string => {
  const index = path.findLastIndex((part) => typeof part === 'string')
  return index === -1 ? 'Request' : csharpName(String(path[index]), index)
}
