import { list, meant, ofCalls, shownMessages, verdict, type Asked } from './ask.ts'
import { breachesIn, claim, listBreaches } from './breaches.ts'
import { hasMembers, isNamed, wantedOf, type MatcherTools } from './sample.ts'
import { isChatCall } from './seen.ts'
import type { BreachSample } from './matchers.ts'

/** About how calls were answered. */
export const toldMatchers = {
  toHaveReceivedCalls(this: MatcherTools, received: unknown, expected: number | readonly number[]): Asked {
    return ofCalls(received, (calls) => {
      const asked = calls.filter(isChatCall)
      const found = typeof expected === 'number' ? asked.length : asked.map(({ status }) => status)
      const wanted =
        typeof expected === 'number' ? `${expected} calls` : `calls that get ${expected.join(', ') || 'nothing'}`
      return verdict('toHaveReceivedCalls', this.equals(found, expected), wanted, () => list(asked, shownMessages))
    })
  },

  toHavePlayed(received: unknown, cue: string, times?: number): Asked {
    return ofCalls(received, (calls) => {
      const plays = calls.filter((call) => call.cue === cue).length
      const wanted = `an answer of the cue "${cue}"${times === undefined ? '' : `, ${times} times`}`
      return verdict('toHavePlayed', times === undefined ? plays > 0 : plays === times, wanted, () =>
        [
          list(calls, shownMessages),
          plays > 0
            ? undefined
            : meant(
                cue,
                calls.flatMap((call) => call.cue ?? []),
              ),
        ]
          .filter((part) => part !== undefined)
          .join('\n\n'),
      )
    })
  },

  toSatisfyContract(this: MatcherTools, received: unknown): Asked {
    return ofCalls(received, (calls, seen) => {
      const breaches = breachesIn(calls)
      if (this.isNot === true) claim(seen, breaches)
      return verdict('toSatisfyContract', breaches.length === 0, 'calls that break no rule', () =>
        breaches.length === 0 ? list(calls, shownMessages) : listBreaches(breaches),
      )
    })
  },

  toHaveBrokenRule(this: MatcherTools, received: unknown, rule: string | RegExp, sample: BreachSample = {}): Asked {
    return ofCalls(received, (calls, seen) => {
      const breaches = breachesIn(calls)
      const { message = '', ...members } = sample
      const found = breaches.filter(
        ({ violation: { rule: broken, error } }) =>
          isNamed(broken, rule) && hasMembers(this, error, members) && error.message.includes(message),
      )
      if (this.isNot !== true) claim(seen, found)
      const detail = Object.keys(sample).length === 0 ? '' : ` with an error that ${wantedOf(this, sample)}`
      return verdict('toHaveBrokenRule', found.length > 0, `a call that breaks ${String(rule)}${detail}`, () =>
        breaches.length === 0 ? `No rule was broken. ${list(calls, shownMessages)}` : listBreaches(breaches),
      )
    })
  },
}
