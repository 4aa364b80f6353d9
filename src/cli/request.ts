import { readFile } from 'node:fs/promises'
import { text as textOfStream } from 'node:stream/consumers'
import { formatFinding } from '../core/errors.ts'
import type { Json } from '../core/json.ts'
import { complain } from './command.ts'
import { findJsonFault } from './json-fault.ts'

/** The JSON in a file, or on the standard input for `-`; undefined when it is none, which is told with line and column. */
export const readRequest = async (file: string): Promise<{ readonly value: Json } | undefined> => {
  const read = await (file === '-' ? textOfStream(process.stdin) : readFile(file, 'utf8'))
  const text = read.replace(/^\uFEFF/, '')
  const fault = findJsonFault(text)
  // JSON.parse gives JSON.
  if (fault === undefined) return { value: JSON.parse(text) as Json }
  const { message, line, column } = fault
  const source = { file: file === '-' ? '<stdin>' : file, line, column }
  complain(formatFinding({ severity: 'error', code: 'bad-json', message: `this is no JSON: ${message}`, source }))
  return undefined
}
