import type { ApiError } from '../core/api-error.ts'
import type { CallContracts, Contract, ContractSet, RuleSetting, Strictness } from '../core/contract.ts'
import type { Dialect } from '../core/dialect.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import { createLoader, type Loading } from '../core/loader.ts'
import type { Breach, Rule } from '../core/rule.ts'
import type { RequestSchemas } from '../core/schemas.ts'
import type { Violation } from '../core/violation.ts'
import type { Fault } from './wording/fault.ts'
import { compareRanks, keysOf, rankOfBreach, rankOfFault, type Rank } from './order.ts'
import { rules as everyRule } from './rules/list.ts'
import { precompiled } from './precompiled.ts'
import { loadValidators } from './engine.ts'
import { createFaultFinder, type Validators } from './schema-check.ts'
import { atStrictness } from './strictness.ts'
import { wordingOf } from './wording/wording.ts'

export interface ContractOptions {
  /** By rule name, or `schema/<keyword>` for what schemas say (`schema/additionalProperties`). */
  readonly rules?: Readonly<Record<string, RuleSetting>>
}

/** Contracts by dialect, endpoint and strictness, compiled on first use and kept. An endpoint without schemas in the dialect holds everything. */
export interface Contracts {
  of(dialect: Dialect, endpoint: string, strictness: Strictness): Loading<ContractSet>
  /** Those that a call needs: loads only them. */
  ofCall(dialect: Dialect, endpoint: string, strictness: Strictness): Loading<CallContracts>
}

export const createContracts = ({ rules = {} }: ContractOptions = {}): Contracts => ({
  of: kept(rules, loadSet),
  ofCall: kept(rules, loadCall),
})

const kept = <T extends object>(settings: Terms['settings'], load: (terms: Terms) => Promise<T>) => {
  const ofDialect = new Map<Dialect, Map<string, (strictness: Strictness) => Loading<T>>>()
  return (dialect: Dialect, endpoint: string, strictness: Strictness): Loading<T> => {
    let ofEndpoint = ofDialect.get(dialect)
    if (ofEndpoint === undefined) ofDialect.set(dialect, (ofEndpoint = new Map()))
    let ofStrictness = ofEndpoint.get(endpoint)
    if (ofStrictness === undefined) {
      ofStrictness = createLoader((level) => load({ dialect, endpoint, strictness: level, settings }))
      ofEndpoint.set(endpoint, ofStrictness)
    }
    return ofStrictness(strictness)
  }
}

interface Terms {
  readonly dialect: Dialect
  readonly endpoint: string
  readonly strictness: Strictness
  readonly settings: Readonly<Record<string, RuleSetting>>
}

const loadCall = async (terms: Terms): Promise<CallContracts> => {
  const [request, response] = await Promise.all([createContract('request', terms), createContract('response', terms)])
  return { request, response }
}

const loadSet = async (terms: Terms): Promise<ContractSet> => {
  const [call, chunk, error] = await Promise.all([
    loadCall(terms),
    createContract('chunk', terms),
    createContract('error', terms),
  ])
  return { ...call, chunk, error }
}

const none: readonly Violation[] = []
const holds: Contract = () => none

/** More violations than this help nobody; the first ones in the service's order are kept. */
const mostViolations = 100

const createContract = async (part: keyof RequestSchemas, terms: Terms): Promise<Contract> => {
  const { schemas } = terms.dialect
  const loadSchemas = Object.hasOwn(schemas, terms.endpoint) ? schemas[terms.endpoint] : undefined
  if (loadSchemas === undefined) return holds
  const schema = atStrictness((await loadSchemas())[part], terms.strictness)
  const find = createFaultFinder(await validatorsOf(schema, terms.strictness))
  const rules = everyRule.filter((rule) => rule.side === part && isOn(rule, terms))
  const source = typeof schema['$id'] === 'string' ? schema['$id'] : part
  return (body) => {
    const faults = find(body)
    if (!isJsonObject(body)) return faults.length === 0 ? none : violationsOf(faults, {}, source, terms)
    let breached: Breached[] | undefined
    for (const rule of rules)
      for (const breach of rule.check(body)) {
        breached ??= []
        breached.push({ rule, breach })
      }
    if (faults.length === 0 && breached === undefined) return none
    return violationsOf(faults, body, source, terms, breached)
  }
}

const validatorsOf = async (schema: JsonObject, strictness: Strictness): Promise<Validators> => {
  const id = typeof schema['$id'] === 'string' ? schema['$id'] : ''
  const load = strictness === 'practical' ? precompiled.get(id) : undefined
  if (load !== undefined) return load()
  return loadValidators(schema)
}

/** Rules are about chat: between the parameters of a list there are none. */
const isOn = (rule: Rule, { dialect, endpoint, strictness, settings }: Terms): boolean =>
  endpoint === 'chat-completions' &&
  rule.strictness.includes(strictness) &&
  (rule.dialects === undefined || rule.dialects.includes(dialect.name)) &&
  rule.exempt?.[dialect.name]?.includes(strictness) !== true &&
  (settingOf(rule.name, settings) ?? (rule.optional === true ? 'off' : 'error')) !== 'off'

const settingOf = (name: string, settings: Terms['settings']): RuleSetting | undefined =>
  Object.hasOwn(settings, name) ? settings[name] : undefined

/** A rule that was broken, and how. */
interface Breached {
  readonly rule: Rule
  readonly breach: Breach
}

/** Something found, not worded yet: a body with thousands of faults has only the first of them worded. */
interface Ranked {
  readonly rank: Rank
  readonly violation: () => Violation
}

const violationsOf = (
  faults: readonly Fault[],
  body: JsonObject,
  source: string,
  { settings }: Terms,
  breached: readonly Breached[] = [],
): readonly Violation[] => {
  const keys = keysOf(body)
  const ranked = distinct(faults)
    .filter(({ keyword }) => settingOf(`schema/${keyword}`, settings) !== 'off')
    .map((fault): Ranked => ({
      rank: rankOfFault(fault, keys),
      violation: () => schemaViolation(fault, body, source, settings),
    }))
  for (const { rule, breach } of breached)
    ranked.push({ rank: rankOfBreach(rule, breach.path, keys), violation: () => violationOf(rule, breach, settings) })
  return ranked
    .toSorted((a, b) => compareRanks(a.rank, b.rank))
    .slice(0, mostViolations)
    .map(({ violation }) => violation())
}

/** Of a value of the wrong type only that is said, and nothing is said twice: of two enums the longer one, which knows what there is. */
const distinct = (faults: readonly Fault[]): readonly Fault[] => {
  const said = new Map<string, Fault>()
  const wrongType = new Set(faults.filter(({ keyword }) => keyword === 'type').map(({ path }) => JSON.stringify(path)))
  for (const fault of faults) {
    const place = JSON.stringify(fault.path)
    if (fault.keyword !== 'type' && wrongType.has(place)) continue
    const key = `${place} ${fault.keyword}`
    const before = said.get(key)
    if (before === undefined || choices(before) < choices(fault)) said.set(key, fault)
  }
  return [...said.values()]
}

const choices = ({ schema }: Fault): number => (Array.isArray(schema['enum']) ? schema['enum'].length : 0)

/** Clients retry some statuses by themselves; the same body would break the same contract. */
const final = (error: ApiError): ApiError => ({ ...error, headers: { ...error.headers, 'x-should-retry': 'false' } })

const schemaViolation = (fault: Fault, body: JsonObject, source: string, settings: Terms['settings']): Violation => ({
  rule: `schema/${fault.keyword}`,
  path: fault.path,
  error: final(wordingOf(fault, body)),
  source: typeof fault.schema['description'] === 'string' ? fault.schema['description'] : source,
  severity: settingOf(`schema/${fault.keyword}`, settings) === 'warn' ? 'warn' : 'error',
})

const violationOf = (rule: Rule, { path, error }: Breach, settings: Terms['settings']): Violation => ({
  rule: rule.name,
  path,
  error: final(error),
  source: rule.source,
  severity: settingOf(rule.name, settings) === 'warn' ? 'warn' : 'error',
})
