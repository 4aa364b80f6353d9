import type { CaseResult } from './conformance.ts'

/** How many of the cases a server dealt with as it should. */
export interface Score {
  readonly cases: number
  /** Refused with the right status. */
  readonly refused: number
  /** Refused with the right status and error. */
  readonly exact: number
  /** Accepted once mended. */
  readonly accepted: number
  /** Refused with the right status, and accepted once mended: the rule is there. */
  readonly told_apart: number
}

export const scoreOf = (results: readonly CaseResult[]): Score => {
  const count = (holds: (result: CaseResult) => boolean): number => results.filter(holds).length
  return {
    cases: results.length,
    refused: count(({ refused }) => refused),
    exact: count(({ exact }) => exact),
    accepted: count(({ accepted }) => accepted),
    told_apart: count(({ refused, accepted }) => refused && accepted),
  }
}

/** The failures by what they break, and the score, line by line. */
export const reportOf = (results: readonly CaseResult[]): readonly string[] => {
  const failed = new Map<string, CaseResult[]>()
  for (const result of results) {
    if (result.failures.length === 0) continue
    const title = `${result.dialect}: ${result.breaks}`
    const group = failed.get(title)
    if (group === undefined) failed.set(title, [result])
    else group.push(result)
  }
  const groups = [...failed].flatMap(([title, group]) => [`${title} (${group.length})`, ...group.flatMap(linesOf), ''])
  return [...groups, ...summaryOf(scoreOf(results))]
}

const linesOf = ({ name, failures }: CaseResult): readonly string[] => [
  `  ${name}`,
  ...failures.map((failure) => `    ${failure}`),
]

const summaryOf = ({ cases, refused, exact, accepted, told_apart }: Score): readonly string[] => {
  const line = (count: number, what: string): string =>
    `  ${String(count).padStart(String(cases).length)} of ${cases}  ${what}`
  return [
    `${cases} requests that break one rule each`,
    line(refused, 'refused with the right status'),
    line(exact, 'refused with the right status and error'),
    line(accepted, 'accepted once mended'),
    line(told_apart, 'refused, and accepted once mended'),
  ]
}
