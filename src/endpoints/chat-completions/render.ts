import type { Json } from '../../core/json.ts'

/** Arguments as the service prints them: a single call's compact, those of parallel calls with a space after `:` and `,`. */
export const renderArguments = (value: Json, parallel: boolean): string =>
  parallel ? spaced(value) : JSON.stringify(value)

const spaced = (value: Json | undefined): string => {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`).join(', ')}}`
}
