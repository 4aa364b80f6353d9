import { createContracts } from '../contracts/contracts.ts'
import type { Strictness } from '../core/contract.ts'
import type { Finding } from '../core/errors.ts'
import { isJsonObject, type Json } from '../core/json.ts'
import { jsonPathOf, type Violation } from '../core/violation.ts'
import { dialectNamed, dialects } from '../dialects/dialects.ts'

/** One side of an exchange that a service's document shows. */
export interface Fixture {
  readonly file: string
  readonly dialect: string
  /** What the file is called before its first dot. */
  readonly case: string
  readonly endpoint: string
  readonly side: 'request' | 'response' | 'chunk'
  readonly value: Json
}

/** Holds fixtures to the contracts: what a document shows, its own service must accept and may answer. */
export const checkFixtures = async (fixtures: readonly Fixture[]): Promise<readonly Finding[]> => {
  const contracts = createContracts()
  const findings = fixtures.map(async (fixture) => {
    const { dialect, endpoint, side, value, file } = fixture
    const spoken = dialectNamed(dialect)
    if (spoken === undefined) return [unknownDialect(dialect, file)]
    const set = await contracts.of(spoken, endpoint, strictnessOf(fixture))
    const isError = side !== 'request' && isJsonObject(value) && 'error' in value
    return set[isError ? 'error' : side](value).map((violation) => toFinding(violation, file))
  })
  return (await Promise.all(findings)).flat()
}

/**
 * The level that an example is promised at. A printed request is what a client may send, for all the slips of its document; a printed response
 * shows the document's own words. Two documents differ: the real service refuses the all-fields request of 002, and the response of 003 is
 * full of placeholders.
 */
const strictnessOf = ({ dialect, case: name, side }: Fixture): Strictness => {
  if (side === 'request') return dialect === 'openai' && name === 'all-fields' ? 'literal' : 'practical'
  return dialect === 'servicestack' ? 'practical' : 'literal'
}

const toFinding = ({ error, path, severity, rule }: Violation, file: string): Finding => ({
  severity: severity === 'error' ? 'error' : 'warning',
  code: 'fixture-breaks-contract',
  message: `${error.message} (at ${jsonPathOf(path)}, ${rule})`,
  source: { file },
})

const unknownDialect = (dialect: string, file: string): Finding => ({
  severity: 'error',
  code: 'unknown-dialect',
  message: `there is no dialect ${dialect}: name the folder after one of ${dialects.map(({ name }) => name).join(', ')}`,
  source: { file },
})
