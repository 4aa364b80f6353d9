import { invalidRequest, type ApiError } from '../../core/api-error.ts'
import { isJsonObject, type JsonObject } from '../../core/json.ts'
import { paramOf, type Path } from '../../core/violation.ts'
import type { Fault } from './fault.ts'
import { echoed, kindOf, lengthOf, listed, shortened } from './grammar.ts'
import { specialWording } from './special-wording.ts'
import { suggest } from './suggest.ts'

/** What the service says about a fault, by the grammar of wire-format 3.2. `body` is the whole request. */
export const wordingOf = (fault: Fault, body: JsonObject): ApiError => {
  const special = specialWording(fault, body)
  if (special !== undefined) return special
  const [message, code] = messageOf(fault, nameOf(fault.path))
  return invalidRequest(message, fault.path.length === 0 ? null : paramOf(fault.path), code)
}

type Message = readonly [message: string, code: string]

const messageOf = (fault: Fault, name: string): Message => {
  switch (fault.keyword) {
    case 'required':
      return [`Missing required parameter: '${name}'.`, 'missing_required_parameter']
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return [`Unknown parameter: '${unknownName(fault.path)}'.${suggestionFor(fault)}`, 'unknown_parameter']
    case 'type':
      return [
        `Invalid type for '${name}': expected ${expected(fault.schema)}, but got ${kindOf(fault.value)} instead.`,
        'invalid_type',
      ]
    case 'enum':
    case 'const':
      return enumMessage(fault, name)
    default:
      return boundMessage(fault, name) ?? [`Invalid value for '${name}': ${fault.message}.`, 'invalid_value']
  }
}

const boundMessage = (fault: Fault, name: string): Message | undefined => {
  const { value } = fault
  if (typeof value === 'number') return numberMessage(fault, name)
  if (typeof value === 'string') return stringMessage(fault, name, value)
  if (Array.isArray(value)) return arrayMessage(fault, name, value.length)
  if (isJsonObject(value)) return objectMessage(fault, name, value)
  return undefined
}

const limitOf = ({ params }: Fault): string => String(params['limit'])

const numberMessage = (fault: Fault, name: string): Message | undefined => {
  const comparisons: Readonly<Record<string, string>> = {
    minimum: '>=',
    exclusiveMinimum: '>',
    maximum: '<=',
    exclusiveMaximum: '<',
  }
  const comparison = comparisons[fault.keyword]
  if (comparison === undefined) return undefined
  const kind = typesOf(fault.schema).includes('integer') ? 'integer' : 'decimal'
  const below = comparison.startsWith('>')
  return [
    `Invalid '${name}': ${kind} ${below ? 'below minimum' : 'above maximum'} value. ` +
      `Expected a value ${comparison} ${limitOf(fault)}, but got ${String(fault.value)} instead.`,
    `${kind}_${below ? 'below_min' : 'above_max'}_value`,
  ]
}

const stringMessage = (fault: Fault, name: string, value: string): Message | undefined => {
  const limit = limitOf(fault)
  switch (fault.keyword) {
    case 'maxLength':
      return [
        `Invalid '${name}': string too long. Expected a string with maximum length ${limit}, ` +
          `but got a string with length ${lengthOf(value)} instead.`,
        'string_above_max_length',
      ]
    case 'minLength':
      if (value === '')
        return [
          `Invalid '${name}': empty string. Expected a string with minimum length ${limit}, but got an empty string instead.`,
          'empty_string',
        ]
      return [
        `Invalid '${name}': string too short. Expected a string with minimum length ${limit}, ` +
          `but got a string with length ${lengthOf(value)} instead.`,
        'string_below_min_length',
      ]
    case 'pattern':
      return [
        `Invalid '${name}': string does not match pattern. Expected a string that matches the pattern '${String(fault.params['pattern'])}'.`,
        'invalid_value',
      ]
    default:
      return undefined
  }
}

const arrayMessage = (fault: Fault, name: string, length: number): Message | undefined => {
  const limit = limitOf(fault)
  if (fault.keyword === 'maxItems')
    return [
      `Invalid '${name}': array too long. Expected an array with maximum length ${limit}, ` +
        `but got an array with length ${length} instead.`,
      'array_above_max_length',
    ]
  if (fault.keyword !== 'minItems') return undefined
  if (length === 0)
    return [
      `Invalid '${name}': empty array. Expected an array with minimum length ${limit}, but got an empty array instead.`,
      'empty_array',
    ]
  return [
    `Invalid '${name}': array too short. Expected an array with minimum length ${limit}, ` +
      `but got an array with length ${length} instead.`,
    'array_below_min_length',
  ]
}

const objectMessage = (fault: Fault, name: string, value: JsonObject): Message | undefined => {
  const count = Object.keys(value).length
  if (fault.keyword === 'maxProperties')
    return [
      `Invalid '${name}': too many properties. Expected an object with at most ${limitOf(fault)} properties, ` +
        `but got an object with ${count} properties instead.`,
      'object_above_max_properties',
    ]
  if (fault.keyword === 'minProperties')
    return [
      `Invalid '${name}': not enough properties. Expected an object with at least ${limitOf(fault)} properties, ` +
        `but got an object with ${count} properties instead.`,
      'object_below_min_properties',
    ]
  if (fault.keyword !== 'propertyNames') return undefined
  const property = String(fault.params['propertyName'])
  const names = isJsonObject(fault.schema['propertyNames']) ? fault.schema['propertyNames'] : {}
  return [
    `Invalid property name in '${nameOf(fault.path.slice(0, -1))}': '${shortened(property)}' is too long. ` +
      `Expected a string with maximum length ${echoed(names['maxLength'])}, but got a string with length ${lengthOf(property)} instead.`,
    'property_name_above_max_length',
  ]
}

const enumMessage = ({ schema, value }: Fault, name: string): Message => {
  const values = enumOf(schema)
  if (values.length === 0) return [`Invalid value for '${name}'.`, 'invalid_value']
  return [`Invalid value: '${echoed(value)}'. Supported values are: ${listed(values)}.`, 'invalid_value']
}

const enumOf = (schema: JsonObject): readonly string[] => {
  const values = Array.isArray(schema['enum']) ? schema['enum'] : [schema['const']]
  return values.filter((value) => typeof value === 'string')
}

const typesOf = ({ type }: JsonObject): readonly string[] => {
  const types = Array.isArray(type) ? type : [type]
  return types.filter((name) => typeof name === 'string')
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'decimal',
  boolean: 'boolean',
  object: 'object',
  array: 'array of objects',
}

/** What the service says it expected: as the schema words it, else by its enum or its types; null never counts. */
const expected = (schema: JsonObject): string => {
  if (typeof schema['x-expected'] === 'string') return schema['x-expected']
  const values = enumOf(schema)
  if (values.length > 0) return `one of ${listed(values, 'or')}`
  const names = typesOf(schema).flatMap((type) => typeNames[type] ?? [])
  const [first = 'value'] = names
  const article = /^[aio]/.test(first) ? 'an' : 'a'
  return names.length > 1 ? `one of ${article} ${names.join(' or ')}` : `${article} ${first}`
}

/** The parameter as messages name it: what the client made up (an unknown member, a name inside a map) is shortened. */
const nameOf = (path: Path): string => {
  if (path.length === 2 && (path[0] === 'metadata' || path[0] === 'logit_bias')) return paramOf(path.map(shortenedPart))
  return paramOf(path)
}

const unknownName = (path: Path): string => paramOf([...path.slice(0, -1), shortened(String(path.at(-1)))])

const shortenedPart = (part: string | number): string | number => (typeof part === 'string' ? shortened(part) : part)

const suggestionFor = ({ path, schema, value }: Fault): string => {
  const name = String(path.at(-1))
  const known = isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : []
  const free = known.filter((candidate) => !isJsonObject(value) || !Object.hasOwn(value, candidate))
  const meant = suggest(name, free)
  if (meant.length === 0) return ''
  return ` Did you mean ${listed(
    meant.map((candidate) => paramOf([...path.slice(0, -1), candidate])),
    'or',
  )}?`
}
