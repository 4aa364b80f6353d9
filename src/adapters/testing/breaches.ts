import { shownMessages, titleOf } from './ask.ts'
import type { Seen, SeenCall, SeenViolation } from './seen.ts'

/** One broken rule, and the call that broke it. */
export interface Breach {
  readonly call: SeenCall
  readonly violation: SeenViolation
}

/** What refuses calls; a rule that only warns leaves a call as good as it was. */
export const breachesIn = (calls: readonly SeenCall[]): readonly Breach[] =>
  calls.flatMap((call) =>
    call.violations.filter(({ severity }) => severity === 'error').map((violation) => ({ call, violation })),
  )

const claims = new WeakMap<Seen, Set<string>>()

// What another process tells is another object each time: a breach goes by what it says.
const keyOf = ({ call, violation }: Breach): string =>
  JSON.stringify([call.request_id, violation.rule, violation.error.param, violation.error.message])

/** Remembers what a test has said to be broken: that is no surprise any more. */
export const claim = (seen: Seen, breaches: readonly Breach[]): void => {
  const claimed = claims.get(seen) ?? new Set()
  claims.set(seen, claimed)
  for (const breach of breaches) claimed.add(keyOf(breach))
}

/** What a test has said to be broken, by keys. */
export const claimedIn = (seen: Seen): readonly string[] => [...(claims.get(seen) ?? [])]

export const isClaimed = (seen: Seen, breach: Breach): boolean => claims.get(seen)?.has(keyOf(breach)) === true

/** What each breach is: the rule, where, what the service says; then the call, and where the rule comes from. */
export const listBreaches = (breaches: readonly Breach[]): string =>
  breaches
    .map(({ call, violation: { rule, source, error } }) => {
      const place = error.param === null ? '' : ` at ${error.param}`
      const asked = shownMessages(call).at(-1)
      return [
        `  ${rule}${place}: ${error.message}`,
        `    call ${call.ordinal}: ${titleOf(call)}${asked === undefined ? '' : `, ${asked}`}`,
        `    source: ${source}`,
      ].join('\n')
    })
    .join('\n')
