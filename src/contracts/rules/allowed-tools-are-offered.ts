import { invalidRequest } from '../../core/api-error.ts'
import type { Json } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { enough, itemsOf, noBreach, objectOf } from './read.ts'

/** Tools that a choice allows are among those on offer. */
export const allowedToolsAreOffered: Rule = {
  name: 'allowed-tools-are-offered',
  source: 'wire-format 6.2; worded like a chosen tool (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ tools, tool_choice }) => {
    const choice = objectOf(tool_choice)
    if (choice['type'] !== 'allowed_tools' || !Array.isArray(tools)) return noBreach
    const offered = new Set(tools.map(nameOf))
    const breaches: Breach[] = []
    for (const tool of itemsOf(objectOf(choice['allowed_tools'])['tools'])) {
      const name = nameOf(tool)
      if (name === undefined || offered.has(name) || breaches.length === enough) continue
      const kind = objectOf(tool)['type'] === 'custom' ? 'custom tool' : 'function'
      const message = `Invalid value for 'tool_choice': no ${kind} named '${name.slice(2)}' was specified in the 'tools' parameter.`
      breaches.push({ path: ['tool_choice'], error: invalidRequest(message, 'tool_choice') })
    }
    return breaches
  },
}

/** Functions and custom tools may share a name: one letter tells them apart. */
const nameOf = (tool: Json): string | undefined => {
  const { type, function: called, custom } = objectOf(tool)
  const { name } = objectOf(type === 'custom' ? custom : called)
  return typeof name === 'string' ? `${type === 'custom' ? 'c' : 'f'} ${name}` : undefined
}
