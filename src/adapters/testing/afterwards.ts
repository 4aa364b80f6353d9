import type { Scope } from '../../cuecard.ts'
import type { Cue } from '../../core/scenario.ts'
import type { RemoteCue, RemoteScope } from './remote.ts'
import { breachesIn, isClaimed, listBreaches } from './breaches.ts'

/** What fails a test when it has ended well otherwise. */
export interface Expectations {
  /** Calls that broke the contract, unless the test says so itself (`toHaveBrokenRule`, `not.toSatisfyContract`). Default: `fail`. */
  readonly violations?: 'fail' | 'ignore'
  /** Cues that no call of the test reached: those that it put in front with `use()`, or all. Default: `used`. */
  readonly unplayed?: 'used' | 'all' | 'ignore'
}

/** What the calls of a test left to complain about; undefined when there is nothing. */
export const complaintOf = async (
  scope: Scope | RemoteScope,
  { violations = 'fail', unplayed = 'used' }: Expectations,
): Promise<string | undefined> => {
  const complaints: string[] = []
  if (violations === 'fail') {
    const breaches = breachesIn(await scope.calls).filter((breach) => !isClaimed(scope, breach))
    const [first] = breaches
    if (first !== undefined)
      complaints.push(
        `calls broke the contract of the service:\n${listBreaches(breaches)}\n  If the test means it, let it say so: expect(cuecard).toHaveBrokenRule('${first.violation.rule}')`,
      )
  }
  const missed = unplayed === 'ignore' ? [] : await missedIn(scope, unplayed)
  if (missed.length > 0)
    complaints.push(
      `no call reached ${missed.map((name) => `the cue "${name}"`).join(', ')}:\n  change its \`when\`, or take it out`,
    )
  return complaints.length === 0 ? undefined : complaints.join('\n\n')
}

const missedIn = async (scope: Scope | RemoteScope, which: 'used' | 'all'): Promise<readonly string[]> => {
  const missed: readonly (Cue | RemoteCue)[] = await scope.unplayed()
  if (which === 'all' || missed.length === 0) return missed.map(({ name }) => name)
  const [added, everywhere] = await Promise.all([scope.added, scope.cuecard.added])
  // The scope's own come before those of all scopes.
  const used: readonly (Cue | RemoteCue)[] = added.slice(0, added.length - everywhere.length)
  return used.filter((cue) => ('played' in cue ? cue.played === 0 : missed.includes(cue))).map(({ name }) => name)
}
