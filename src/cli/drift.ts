import { existsSync, readFileSync } from 'node:fs'
import { parseDocument, stringify } from 'yaml'
import { acceptAll, driftFindings, findDrift, readKnown, type KnownDrift } from '../checks/drift/drift.ts'
import { CuecardError } from '../core/errors.ts'
import { isJsonObject, type Json } from '../core/json.ts'
import { dialectNamed } from '../dialects/dialects.ts'
import { defineCommand, exitCode, print } from './command.ts'
import { writeWhole } from './report-files.ts'
import { formatOption, printReport } from './report.ts'
import { strictnessOption, unknownDialect } from './shared-options.ts'

/** `cuecard drift --openapi FILE` */
export const drift = defineCommand({
  operands: { usage: '', help: '', most: 0 },
  options: {
    openapi: { kind: 'text', value: 'file', help: "the provider's OpenAPI document, 3.0 or 3.1, YAML or JSON" },
    dialect: { kind: 'text', value: 'name', help: 'the dialect it is held against (default: openai)' },
    strictness: strictnessOption('the level of its schemas'),
    allow: { kind: 'text', value: 'file', help: 'differences that are known: a list of { part, at, kind, why }' },
    update: { kind: 'flag', help: 'writes that list anew, with all differences there are; reasons are kept' },
    format: formatOption,
  },
  run: async ({ openapi, dialect: name = 'openai', strictness = 'practical', allow, update, format }) => {
    if (openapi === undefined) return { misuse: 'drift needs a document: --openapi FILE' }
    if (update && allow === undefined) return { misuse: '--update needs the list that it writes: --allow FILE' }
    const dialect = dialectNamed(name)
    if (dialect === undefined) return unknownDialect(name)
    const document = readYaml(openapi)
    const found = isJsonObject(document)
      ? await findDrift(dialect, document, strictness)
      : { reason: 'it is no object' }
    if ('reason' in found) throw unusable(openapi, found.reason)
    const known = allow === undefined ? [] : readList(allow, update)
    if (update && allow !== undefined) return write(allow, acceptAll(found, known))
    const files = { document: openapi, ...(allow !== undefined && { known: allow }) }
    const findings = driftFindings(found, known, files)
    const counts = { differences: found.length, known: found.length - findings.filter(isError).length }
    printReport({ command: 'drift', counts, files: [openapi], findings }, format)
    return findings.some(isError) ? exitCode.findings : exitCode.clean
  },
})

const isError = ({ severity }: { readonly severity: string }): boolean => severity === 'error'

/** JSON is YAML, but takes a hundredth of the time to read as what it is. */
const readYaml = (file: string): Json => {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  try {
    // JSON.parse gives JSON.
    if (/^\s*[[{]/.test(text)) return JSON.parse(text) as Json
  } catch {
    // YAML in flow style begins like JSON.
  }
  const document = parseDocument(text, { prettyErrors: true })
  const [error] = document.errors
  if (error !== undefined) throw unusable(file, error.message, error.linePos?.[0])
  // What YAML can say without tags is JSON.
  return document.toJS({ maxAliasCount: 1_000 }) as Json
}

const readList = (file: string, isNew: boolean): readonly KnownDrift[] => {
  if (isNew && !existsSync(file)) return []
  const known = readKnown(readYaml(file))
  if ('reason' in known) throw unusable(file, known.reason)
  return known
}

const unusable = (file: string, reason: string, place?: { line: number; col: number }) =>
  new CuecardError('bad_options', `${file}: ${reason}`, {
    findings: [
      {
        severity: 'error',
        code: 'bad-document',
        message: reason,
        source: { file, ...(place !== undefined && { line: place.line, column: place.col }) },
      },
    ],
  })

const heading =
  '# Differences from the provider that are known. `cuecard drift --update` writes this list; say why beside each.\n'

const write = async (file: string, known: readonly KnownDrift[]): Promise<typeof exitCode.clean> => {
  await writeWhole(file, heading + stringify(known, { lineWidth: 0, flowCollectionPadding: true }))
  print(`${known.length} known differences in ${file}`)
  return exitCode.clean
}
