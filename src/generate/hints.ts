import { textOf } from './schema.ts'
import type { JsonObject } from '../core/json.ts'

/** What the author of a schema tells people about a text, where that helps to make one. */
export interface Hint {
  /** Texts that are given as examples. */
  readonly examples: readonly string[]
  readonly format: string | undefined
}

const longest = 400

/** Examples (`e.g. San Francisco, CA`) and formats (`YYYY-MM-DD`) that a description names. */
export const hintOf = (schema: JsonObject): Hint => {
  const description = textOf(schema, 'description')?.slice(0, longest) ?? ''
  return { examples: examplesIn(description), format: formats.find(([said]) => said.test(description))?.[1] }
}

const formats: readonly (readonly [RegExp, string])[] = [
  [/YYYY-MM-DDT|ISO[ -]?8601 (date[ -]?time|timestamp)/i, 'date-time'],
  [/YYYY-MM-DD/i, 'date'],
]

/** One example, or several with `or` between them; sentences and lists are no examples. */
const examplesIn = (description: string): readonly string[] => {
  const said = /\b(?:e\.g\.?|for example),?:? ([^;()\n]{1,60}?)(?=\)|;|\n|\.(?:\s|$)|$)/i.exec(description)?.[1]
  if (said === undefined) return []
  return said
    .split(/,? or /)
    .map((example) => example.trim().replaceAll(/^["'`“”]+|["'`“”]+$/g, ''))
    .filter((example) => example !== '' && !example.includes('...') && example.split(/["'`“”]/).length === 1)
}
