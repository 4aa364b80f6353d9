import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { oncePerText } from '../../core/memo.ts'

/** A tool on offer: a function with parameters, or a custom tool that takes text. */
export interface Tool {
  readonly type: 'function' | 'custom'
  readonly name: string
  readonly description: string
  /** Absent: takes no arguments. */
  readonly parameters: JsonObject | boolean | undefined
  /** Grammar of a custom tool's input. */
  readonly format: JsonObject | undefined
}

/** What may and what must be called. */
export interface ToolUse {
  readonly offered: readonly Tool[]
  readonly mode: 'none' | 'auto' | 'required' | 'named'
  readonly parallel: boolean
  /** Offered by the older members `functions` and `function_call`. */
  readonly legacy: boolean
}

const none: ToolUse = { offered: [], mode: 'none', parallel: false, legacy: false }

/** The tools that the request lets a model call; with a named one, only that. */
export const readToolUse = (body: JsonObject): ToolUse => {
  const { tools, functions } = body
  if (Array.isArray(tools) && tools.length > 0) {
    const { offered, mode } = chosen(toolsIn(tools), body['tool_choice'])
    return { offered, mode, parallel: body['parallel_tool_calls'] !== false, legacy: false }
  }
  if (!Array.isArray(functions) || functions.length === 0) return none
  const offered = functionsIn(functions)
  const call = body['function_call']
  if (isJsonObject(call)) return { ...named(offered, 'function', call['name']), parallel: false, legacy: true }
  return { offered, mode: call === 'none' ? 'none' : 'auto', parallel: false, legacy: true }
}

type Chosen = Pick<ToolUse, 'offered' | 'mode'>

const chosen = (offered: readonly Tool[], choice: Json | undefined): Chosen => {
  if (choice === 'none' || choice === 'required') return { offered, mode: choice }
  if (!isJsonObject(choice)) return { offered, mode: 'auto' }
  const { type } = choice
  if (type === 'allowed_tools') return allowed(offered, choice['allowed_tools'])
  if (type !== 'function' && type !== 'custom') return { offered, mode: 'auto' }
  const target = choice[type]
  return named(offered, type, isJsonObject(target) ? target['name'] : undefined)
}

const named = (offered: readonly Tool[], type: Tool['type'], name: Json | undefined): Chosen => {
  if (typeof name !== 'string') return { offered, mode: 'auto' }
  const tool = offered.find((each) => each.name === name && each.type === type)
  return { offered: [tool ?? { ...bare, type, name }], mode: 'named' }
}

const allowed = (offered: readonly Tool[], set: Json | undefined): Chosen => {
  if (!isJsonObject(set) || !Array.isArray(set['tools'])) return { offered, mode: 'auto' }
  const names = new Set(set['tools'].flatMap(toolOf).map((tool) => tool.name))
  return {
    offered: offered.filter((tool) => names.has(tool.name)),
    mode: set['mode'] === 'required' ? 'required' : 'auto',
  }
}

const bare = { description: '', parameters: undefined, format: undefined }

/** A tool in the wire's form; a bare name (one dialect documents a list of strings) is a function without parameters. */
const toolOf = (item: Json): readonly Tool[] => {
  if (typeof item === 'string') return [{ ...bare, type: 'function', name: item }]
  if (!isJsonObject(item)) return []
  if (item['type'] !== 'custom') return functionOf(item['function'])
  const custom = item['custom']
  if (!isJsonObject(custom) || typeof custom['name'] !== 'string') return []
  return [
    {
      type: 'custom',
      name: custom['name'],
      description: textOr(custom['description']),
      parameters: undefined,
      format: isJsonObject(custom['format']) ? custom['format'] : undefined,
    },
  ]
}

const functionOf = (item: Json | undefined): readonly Tool[] => {
  if (!isJsonObject(item) || typeof item['name'] !== 'string') return []
  const { name, description, parameters } = item
  return [
    {
      type: 'function',
      name,
      description: textOr(description),
      parameters: isJsonObject(parameters) || typeof parameters === 'boolean' ? parameters : undefined,
      format: undefined,
    },
  ]
}

const toolsIn = oncePerText((tools: readonly Json[]) => tools.flatMap(toolOf))
const functionsIn = oncePerText((functions: readonly Json[]) => functions.flatMap((item) => functionOf(item)))

const textOr = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
