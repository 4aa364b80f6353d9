import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts'

/** The tools of a request as the model is shown them, a TypeScript-like namespace; `undefined` without tools. */
export const renderNamespace = ({ tools, functions }: JsonObject): string | undefined => {
  const offered = [...(Array.isArray(tools) ? tools : []), ...(Array.isArray(functions) ? functions : [])].flatMap(
    definitionOf,
  )
  if (offered.length === 0) return undefined
  return `namespace functions {\n\n${offered.map(renderTool).join('\n\n')}\n\n} // namespace functions`
}

const definitionOf = (tool: Json): readonly JsonObject[] => {
  if (typeof tool === 'string') return [{ name: tool }]
  if (!isJsonObject(tool)) return []
  const inner = tool['function'] ?? tool['custom'] ?? tool
  return isJsonObject(inner) ? [inner] : []
}

const renderTool = (tool: JsonObject): string => {
  const { description, parameters } = tool
  const name = typeof tool['name'] === 'string' ? tool['name'] : ''
  const members = isJsonObject(parameters) ? renderMembers(parameters, 0, '') : ''
  const signature = members === '' ? `type ${name} = () => any;` : `type ${name} = (_: {\n${members}\n}) => any;`
  return `${comment(description, '')}${signature}`
}

/** Deeper levels are shown as `object`: a client's schema may be nested without end. */
const deepest = 20

const renderMembers = (schema: JsonObject, depth: number, indent: string): string => {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {}
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : [])
  return Object.entries(properties)
    .map(([name, property]) => {
      const description = isJsonObject(property) ? property['description'] : undefined
      const mark = required.has(name) ? '' : '?'
      return `${comment(description, indent)}${indent}${name}${mark}: ${renderType(property, depth + 1, indent)},`
    })
    .join('\n')
}

const renderType = (schema: Json | undefined, depth: number, indent: string): string => {
  if (!isJsonObject(schema) || depth > deepest) return 'object'
  const { type, enum: values, anyOf, const: only } = schema
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (only !== undefined) return JSON.stringify(only)
  if (Array.isArray(anyOf)) return anyOf.map((option) => renderType(option, depth + 1, indent)).join(' | ')
  // Each type once: a list that repeats `object` on every level would double the text on every level.
  if (Array.isArray(type))
    return [...new Set(type)].map((each) => renderType({ ...schema, type: each }, depth + 1, indent)).join(' | ')
  switch (type) {
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return `${renderType(schema['items'], depth + 1, indent)}[]`
    case 'object':
      if (!isJsonObject(schema['properties'])) return 'object'
      return `{\n${renderMembers(schema, depth, `${indent}  `)}\n${indent}}`
    default:
      return typeof type === 'string' ? type : 'any'
  }
}

const comment = (description: Json | undefined, indent: string): string =>
  typeof description === 'string' && description !== '' ? `${indent}// ${description}\n` : ''
