import { invalidRequest } from '../../core/api-error.ts'
import type { Json } from '../../core/json.ts'
import type { Rule } from '../../core/rule.ts'
import { isGiven, itemsOf, noBreach, objectOf } from './read.ts'

/** A tool that is chosen by name (`tool_choice`, `function_call`) must be among those on offer. */
export const toolChoiceIsOffered: Rule = {
  name: 'tool-choice-is-offered',
  source: 'wire-format 6.2; wording reported for functions, assumed for custom tools (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ tools, tool_choice, functions, function_call }) => {
    const chosen = objectOf(tool_choice)
    for (const kind of ['function', 'custom']) {
      const { name } = objectOf(chosen[kind])
      if (chosen['type'] !== kind || typeof name !== 'string' || !isGiven(tools)) continue
      if (!itemsOf(tools).some((tool) => isNamed(objectOf(tool)[kind], name)))
        return [breach('tool_choice', 'tools', kind, name)]
    }
    const { name } = objectOf(function_call)
    if (typeof name !== 'string' || !isGiven(functions)) return noBreach
    if (itemsOf(functions).some((offered) => isNamed(offered, name))) return noBreach
    return [breach('function_call', 'functions', 'function', name)]
  },
}

const isNamed = (definition: Json | undefined, name: string): boolean => objectOf(definition)['name'] === name

const breach = (field: string, list: string, kind: string, name: string) => ({
  path: [field],
  error: invalidRequest(
    `Invalid value for '${field}': no ${kind === 'custom' ? 'custom tool' : 'function'} named '${name}' was specified in the '${list}' parameter.`,
    field,
  ),
})
