import type { Contract } from './core/contract.ts'
import type { Finding } from './core/errors.ts'
import type { JsonObject } from './core/json.ts'
import type { Cue, Draft } from './core/scenario.ts'
import { jsonPathOf, type Violation } from './core/violation.ts'

/** What the authors of scenarios should change, each once, however often it comes up. */
export interface Findings {
  readonly all: readonly Finding[]
  add(finding: Finding): void
  /** The finding that a cue's reply breaks its contract, when it does. */
  judge(cue: Cue, violations: readonly Violation[]): Finding | undefined
  /** The first of the findings that a cue's reply does not fit the request, when there are any. */
  warn(cue: Cue, messages: readonly string[]): Finding | undefined
  /** Both: every finding is kept, the worst comes back. */
  weigh(cue: Cue, said: Said, messages: readonly string[]): Finding | undefined
  clear(): void
  /** Forgets all, and takes these for those that come from the scenarios themselves. */
  renew(standing: readonly Finding[]): void
}

/** What a cue says, and the contract it is held to. */
export interface Said {
  readonly value: JsonObject
  readonly contract: Contract
  /** What the value is composed from, where that is the same whenever the cue plays. */
  readonly draft: Draft | undefined
}

/** More than anyone reads; beyond it findings are no longer kept. */
const most = 1_000

/** `own` findings come from the scenarios themselves and outlive `clear()`. */
export const createFindings = (own: readonly Finding[] = []): Findings => {
  let standing = own
  const byText = new Map<string, Finding>()
  /** The contract to which a draft was seen to hold: whatever else a request may change is ours, and no cue's. */
  const holding = new WeakMap<Draft, Contract>()
  const add = (finding: Finding): void => {
    const key = `${finding.cue ?? ''}\n${finding.code}\n${finding.message}`
    if (byText.size < most && !byText.has(key)) byText.set(key, finding)
  }
  const judge: Findings['judge'] = (cue, violations) => {
    const [first] = violations
    if (first === undefined) return undefined
    const finding: Finding = {
      severity: 'error',
      code: 'reply-breaks-contract',
      message: `cue "${cue.name}" answers what the real service never would: ${first.error.message} (at ${jsonPathOf(first.path)})`,
      cue: cue.name,
      ...(cue.source !== undefined && { source: cue.source }),
    }
    add(finding)
    return finding
  }
  const warn: Findings['warn'] = (cue, messages) => {
    const findings = messages.map((message) => toWarning(cue, message))
    for (const finding of findings) add(finding)
    return findings[0]
  }
  return {
    get all() {
      return [...standing, ...byText.values()]
    },
    add,
    judge,
    warn,
    weigh: (cue, { value, contract, draft }, messages) => {
      const isKnown = draft !== undefined && holding.get(draft) === contract
      const broken = isKnown ? undefined : judge(cue, contract(value))
      if (!isKnown && draft !== undefined && broken === undefined) holding.set(draft, contract)
      const ignored = messages.length === 0 ? undefined : warn(cue, messages)
      return broken ?? ignored
    },
    clear: () => byText.clear(),
    renew: (next) => {
      standing = next
      byText.clear()
    },
  }
}

const toWarning = (cue: Cue, message: string): Finding => ({
  severity: 'warning',
  code: 'reply-ignores-request',
  message: `cue "${cue.name}": ${message}`,
  cue: cue.name,
  ...(cue.source !== undefined && { source: cue.source }),
})
