import type { Finding } from '../core/errors.ts'

/** `--fail-on`; `help` says what the finding makes of the exit code. */
export const failOnOption = <const T extends string>(help: T) =>
  ({
    kind: 'choice',
    choices: ['error', 'warning', 'never'],
    default: 'error',
    help: `the least finding ${help}`,
  }) as const

type FailOn = ReturnType<typeof failOnOption>['choices'][number]

/** Whether findings are bad enough to fail. */
export const isFailed = (findings: readonly Finding[], least: FailOn): boolean =>
  least !== 'never' && findings.some(({ severity }) => severity === 'error' || severity === least)
