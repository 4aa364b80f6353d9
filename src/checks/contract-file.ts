import type { Source } from '../core/errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import { paramOf } from '../core/violation.ts'
import { findProblems, type Problem } from '../scenarios/check.ts'
import { throwFindings, type Locate } from '../scenarios/scenario.ts'
import { dialectNamed, dialects } from '../dialects/dialects.ts'
import schema from '../../schemas/cuecard/contract.json' with { type: 'json' }

/** What an app asks of a service, and what it relies on: written by the consumer's suite, played against the provider. */
export interface ContractFile {
  /** What the service speaks, where an exchange says nothing else. */
  readonly dialect: string
  readonly exchanges: readonly ContractExchange[]
}

/** A request, and what has to come back. */
export interface ContractExchange {
  /** No other exchange of the file has it. */
  readonly name: string
  /** Name of the cue that answered; absent when the answer was made up or the request refused. */
  readonly cue?: string
  /** Where it differs from that of the file. */
  readonly dialect?: string
  /** What a service must have for this to be asked of it (`vision`), or the error that it must be made to give. */
  readonly needs?: readonly string[]
  readonly request: ContractRequest
  readonly expect: ContractExpectation
  /** Where it was read from. */
  readonly source?: Source
}

export interface ContractRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below the base URL: `/chat/completions`. */
  readonly path: string
  /** Those that change the answer; lower case, without keys. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: JsonObject
}

export interface ContractExpectation {
  readonly status: number
  /** Whether it comes as server-sent events. */
  readonly stream?: boolean
  /** Members of the error's envelope; those that are not named may be anything. */
  readonly error?: {
    readonly type?: string | null
    readonly code?: string | null
    readonly param?: string | null
  }
}

/** Whether a text means to be a contract and no scenario; it need not be a faultless one. */
export const isContractText = (text: string): boolean =>
  /(?:^|\{)\s*"?cuecard"?\s*:\s*["']?contract\b/m.test(text.slice(0, 2_000))

/**
 * Reads a contract file, YAML or JSON. Rejects with a `CuecardError` that holds all findings, each with file, line and column.
 *
 * @example
 * const { exchanges } = await parseContract(text, 'contracts/shop.yaml')
 */
export const parseContract = async (text: string, file: string): Promise<ContractFile> => {
  const { readYaml } = await import('../scenarios/parse.ts')
  const { value, locate } = readYaml(text, { file })
  const problems = [...findProblems(value, schema, schema), ...findTwins(value), ...findStrangers(value)]
  if (problems.length > 0)
    throwFindings(
      problems.map((problem) => toFinding(problem, locate)),
      file,
    )
  // The schema has just said so.
  const { dialect, exchanges } = value as ContractFile
  return {
    dialect,
    exchanges: exchanges.map((exchange, index) => ({ ...exchange, ...sourceOf(locate(['exchanges', index], false)) })),
  }
}

/** The text of a contract file. */
export const printContract = async (contract: ContractFile, format: 'yaml' | 'json'): Promise<string> => {
  const value = {
    cuecard: 'contract',
    version: 1,
    dialect: contract.dialect,
    exchanges: contract.exchanges.map(({ source: _source, ...exchange }) => exchange),
  }
  if (format === 'json') return `${JSON.stringify(value, undefined, 2)}\n`
  const { stringify } = await import('yaml')
  return `${heading}\n${stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 })}`
}

const heading = `# What the app asks of the service, seen by \`cuecard run --contract\`; \`cuecard verify\` holds the service to it.
# Written again as a whole: of what is changed by hand only names and \`needs\` stay.`

const toFinding = ({ path, isKey = false, code, message }: Problem, locate: Locate) => {
  const place = paramOf(path)
  return {
    severity: 'error',
    code,
    message: place === '' ? `it ${message}` : `${place} ${message}`,
    ...sourceOf(locate(path, isKey)),
  } as const
}

const sourceOf = (source: Source | undefined): { readonly source?: Source } => (source === undefined ? {} : { source })

/** Reports and resumed runs go by names. */
const findTwins = (value: unknown): readonly Problem[] => {
  const seen = new Set<Json>()
  return exchangesOf(value).flatMap(({ name }, index) => {
    if (typeof name !== 'string' || !seen.has(name)) return seen.add(name ?? null) && []
    const message = `is "${name}", as that of another exchange above: write another name`
    return [{ path: ['exchanges', index, 'name'], code: 'duplicate-name', message }]
  })
}

const findStrangers = (value: unknown): readonly Problem[] =>
  [value, ...exchangesOf(value)].flatMap((holder, index) => {
    const dialect = isJsonObject(holder) ? holder['dialect'] : undefined
    if (typeof dialect !== 'string' || dialectNamed(dialect) !== undefined) return []
    const path = index === 0 ? ['dialect'] : ['exchanges', index - 1, 'dialect']
    const names = dialects.map(({ name }) => name).join(', ')
    return [{ path, code: 'unknown-dialect', message: `is "${dialect}": write one of ${names}` }]
  })

const exchangesOf = (value: unknown): readonly JsonObject[] => {
  const exchanges = isJsonObject(value) ? value['exchanges'] : undefined
  return Array.isArray(exchanges) ? exchanges.map((item: Json) => (isJsonObject(item) ? item : {})) : []
}
