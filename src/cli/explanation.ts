import type { RequestExplanation, ShownReply } from '../checks/explain-request.ts'
import { formatSource } from '../core/errors.ts'
import { jsonPathOf } from '../core/violation.ts'
import { differenceText } from '../scenarios/difference.ts'
import type { Verdict } from '../scenarios/explain.ts'
import { printable } from './log.ts'

/** Of more cues only the first are told to people. */
const mostCues = 20

/** What becomes of a request, for people. */
export const explanationLines = (explanation: RequestExplanation): readonly string[] => {
  const { verdicts, violations, warnings, miss, reply } = explanation
  const others = verdicts.filter(({ outcome }) => outcome !== 'answers')
  return [
    headline(explanation),
    ...violations.map(({ path, rule, error }) => `  breaks ${jsonPathOf(path)}: ${printable(error.message)} (${rule})`),
    ...warnings.map((warning) => `  ${printable(warning)}`),
    ...(miss === undefined ? [] : miss.split('\n').map(printable)),
    ...(miss === undefined && others.length > 0 ? ['The other cues, in the order in which they are tried:'] : []),
    ...(miss === undefined ? others.slice(0, mostCues).map((verdict) => `- ${verdictText(verdict)}`) : []),
    ...(miss === undefined && others.length > mostCues
      ? [`  and ${others.length - mostCues} more: see --format json`]
      : []),
    'Cues that code adds with use(), and calls before the first, are not known here.',
    '',
    ...(reply === 'passthrough' ? ['The call is passed through to the service.'] : replyLines(reply)),
  ]
}

const headline = ({ cue, call, dialect, generated, violations, verdicts }: RequestExplanation): string => {
  const what = `Call ${call} in the dialect ${dialect}`
  if (cue !== undefined) {
    const verdict = verdicts.find((verdict) => verdict.cue.name === cue && verdict.outcome === 'answers')
    return `${what}: ${verdict === undefined ? `"${cue}"` : placeOf(verdict)} answers`
  }
  if (generated) return `${what}: no cue answers, so the answer is made up`
  return violations.some(({ severity }) => severity === 'error')
    ? `${what}: refused before any cue is asked`
    : `${what}: no cue answers`
}

const placeOf = ({ cue, scenario }: Verdict): string =>
  `"${cue.name}" (${cue.source === undefined ? (scenario?.name ?? '') : formatSource(cue.source)})`

const verdictText = (verdict: Verdict): string => {
  const { outcome, obstacle, differences } = verdict
  const reasons = [
    ...(outcome === 'behind' ? ['it would answer too, but comes later'] : []),
    ...(obstacle === undefined ? [] : [obstacle]),
    ...differences.map(differenceText),
  ]
  return printable(`${placeOf(verdict)}: ${reasons.join('; ')}`)
}

const replyLines = ({ status, headers, delay, body, cut }: ShownReply): readonly string[] => [
  `HTTP ${status}`,
  ...Object.entries(headers).map(([name, value]) => printable(`${name}: ${value}`)),
  ...(delay === 0 ? [] : [`(after ${delay} ms)`]),
  ...(cut === undefined ? [] : [`(broken off: ${cut.how}${cut.after === undefined ? '' : ` after ${cut.after}`})`]),
  '',
  body.replace(/\n+$/, ''),
]

/** The same for programs. */
export const explanationObject = ({ verdicts, violations, ...rest }: RequestExplanation): object => ({
  ...rest,
  violations: violations.map(({ rule, path, severity, error }) => ({
    rule,
    path: jsonPathOf(path),
    severity,
    message: error.message,
  })),
  verdicts: verdicts.map(({ cue, scenario, ...verdict }) => ({
    cue: cue.name,
    scenario: scenario?.name,
    source: cue.source,
    ...verdict,
  })),
})
