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

/** The score in words, under the failures by what they break. */
export const reportOf = (results: readonly CaseResult[]): string => {
  const failed = new Map<string, CaseResult[]>()
  for (const result of results) {
    if (result.failures.length === 0) continue
    const title = `${result.dialect}: ${result.breaks}`
    failed.set(title, [...(failed.get(title) ?? []), result])
  }
  const groups = [...failed].map(([title, cases]) =>
    [`${title} (${cases.length})`, ...cases.flatMap(linesOf)].join('\n'),
  )
  return [...groups, summaryOf(scoreOf(results))].join('\n\n')
}

const linesOf = ({ name, failures }: CaseResult): readonly string[] => [
  `  ${name}`,
  ...failures.map((failure) => `    ${failure}`),
]

const summaryOf = ({ cases, refused, exact, accepted, told_apart }: Score): string =>
  [
    `${cases} requests that break one rule each`,
    ...[
      ['refused with the right status', refused],
      ['refused with the right status and error', exact],
      ['accepted once mended', accepted],
      ['refused, and accepted once mended', told_apart],
    ].map(([what, count]) => `  ${String(count).padStart(String(cases).length)} of ${cases}  ${what}`),
  ].join('\n')
