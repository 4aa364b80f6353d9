import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const text = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')

/** The blocks of the README in a language, in their order; the language may be none. */
export const blocksOf = (language: string): readonly string[] =>
  [...text.matchAll(/^```(?<language>\w*)\n(?<code>[\s\S]*?)\n```$/gm)]
    .filter(({ groups }) => groups?.['language'] === language)
    .map(({ groups }) => groups?.['code'] ?? '')
