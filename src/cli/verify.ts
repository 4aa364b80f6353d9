import type { Report } from '../checks/reports/report.ts'
import { parseBudget } from '../checks/verify/budget.ts'
import { verify as play, type TrialResult, type Verification } from '../checks/verify/run.ts'
import type { Trial } from '../checks/verify/trial.ts'
import { createContracts } from '../contracts/contracts.ts'
import type { Finding } from '../core/errors.ts'
import { dialectNamed } from '../dialects/dialects.ts'
import { complain, defineCommand, exitCode } from './command.ts'
import { exchangeOverHttp } from './exchange.ts'
import { failOnOption, isFailed } from './fail-on.ts'
import { createProgress } from './progress.ts'
import { readReports, reportOption, writeReports } from './report-files.ts'
import { formatOption, printReport, sortReport } from './report.ts'
import { openResumed, type Resumed } from './resume.ts'
import { readTarget } from './target.ts'
import { readPlan } from './verify-trials.ts'
import { dialectNames, strictnessOption, unknownDialect } from './shared-options.ts'

/** `cuecard verify --target <url> [scenarios…]` */
export const verify = defineCommand({
  operands: {
    usage: '[scenarios…]',
    help: 'contracts and scenarios whose exchanges and examples are played; without any, a tour of what the dialect knows',
  },
  options: {
    target: { kind: 'text', value: 'url', help: 'base URL of the service, as clients are given it' },
    'api-key-env': { kind: 'text', value: 'name', help: 'the environment variable that holds the key for the target' },
    dialect: {
      kind: 'text',
      value: 'name',
      help: `what the service speaks: ${dialectNames.join(', ')} (default: openai)`,
    },
    strictness: strictnessOption('what answers are held to'),
    model: {
      kind: 'text',
      value: 'name',
      default: 'gpt-4o',
      help: 'the model that the tour asks for',
    },
    fixtures: { kind: 'text', value: 'folder', help: 'plays its <dialect>/<case>.request.json too' },
    have: {
      kind: 'texts',
      value: 'needs',
      help: 'what the service has of that which exchanges need, separated by commas: vision; others are skipped',
    },
    budget: { kind: 'text', value: 'limits', help: 'what may be spent: calls=50,tokens=20000' },
    rate: { kind: 'integer', value: 'calls', minimum: 1, maximum: 1_000_000, help: 'most calls a minute' },
    concurrency: {
      kind: 'integer',
      value: 'calls',
      minimum: 1,
      maximum: 64,
      default: 4,
      help: 'calls under way at a time',
    },
    timeout: {
      kind: 'integer',
      value: 'ms',
      minimum: 1,
      maximum: 3_600_000,
      default: 60_000,
      help: 'how long an answer may take to its end',
    },
    resume: { kind: 'text', value: 'file', help: 'keeps results there; what has passed before is not played again' },
    'fail-on': failOnOption('that makes the exit code 1'),
    format: formatOption,
    report: reportOption,
  },
  run: async (values, paths) => {
    const { dialect: asked = 'openai', strictness, model, fixtures, have } = values
    if (values.target === undefined) return { misuse: 'verify needs --target, the base URL of a service' }
    const dialect = dialectNamed(asked)
    if (dialect === undefined) return unknownDialect(asked)
    const target = readTarget(values.target, values['api-key-env'], anyKey)
    if ('misuse' in target) return target
    const budget = values.budget === undefined ? {} : { budget: parseBudget(values.budget) }
    if ('budget' in budget && budget.budget === undefined)
      return { misuse: `--budget is "${values.budget ?? ''}": write calls=50, tokens=20000, or both with a comma` }
    const reports = readReports(values.report)
    if ('misuse' in reports) return reports
    const resumed = values.resume === undefined ? undefined : openResumed(values.resume, target.baseUrl)
    if (resumed !== undefined && 'misuse' in resumed) return resumed

    const ground = { dialect, strictness: strictness ?? 'practical', contracts: createContracts() }
    const plan = await readPlan({ ...ground, paths, model, ...(fixtures !== undefined && { fixtures }) })
    // Whoever names a dialect has a service that speaks no other.
    const trials = values.dialect === undefined ? plan.trials : plan.trials.map((trial) => asSpoken(trial, asked))
    const open = trials.filter((trial) => resumed?.hasPassed(trial) !== true)
    const ended = await playUntilStopped(open, resumed, {
      send: exchangeOverHttp,
      ...target,
      // Only a cuecard knows the header; it is not sent unless somebody asks for a level.
      ...(strictness !== undefined && { headers: { 'x-cuecard-strictness': strictness } }),
      have: have.flatMap((list) => list.split(',')).map((need) => need.trim()),
      ...(budget.budget !== undefined && { budget: budget.budget }),
      ...(values.rate !== undefined && { rate: values.rate }),
      concurrency: values.concurrency,
      milliseconds: values.timeout,
    })
    const report = {
      ...reportOf(ended, trials.length - open.length, plan),
      lenient: values['fail-on'] !== 'warning',
    }
    printReport(report, values.format)
    await writeReports(sortReport(report), reports)
    if (ended.interrupted) return exitCode.findings
    return isFailed(report.findings, values['fail-on']) ? exitCode.findings : exitCode.clean
  },
})

/** Sent where no key is given. To a cuecard it names a scope of its own. */
const anyKey = 'sk-test-verify'

const asSpoken = (trial: Trial, dialect: string): Trial =>
  trial.dialect.name === dialect ? trial : { ...trial, needs: [`dialect ${trial.dialect.name}`, ...trial.needs] }

type Ended = Verification & { readonly interrupted: boolean }

/** Plays until everything is played or somebody presses Ctrl-C; a second time ends the process at once. */
const playUntilStopped = async (
  trials: readonly Trial[],
  resumed: Resumed | undefined,
  options: Parameters<typeof play>[1],
): Promise<Ended> => {
  const stopped = new AbortController()
  const stop = (): void => stopped.abort('the run was interrupted')
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.once(signal, stop)
  const progress = createProgress(trials.length)
  const onResult = (result: TrialResult): void => {
    progress.advance(result.trial.name)
    if (result.outcome !== 'left out') resumed?.add(result)
  }
  try {
    const verification = await play(trials, { ...options, signal: stopped.signal, onResult })
    return { ...verification, interrupted: stopped.signal.aborted }
  } finally {
    progress.end()
    for (const signal of signals) process.off(signal, stop)
    // What was found is reported all the same.
    await resumed?.flush().catch((error: unknown) => complain(`cuecard: ${String(error)}`))
  }
}

const reportOf = (
  { results, spent, interrupted }: Ended,
  passedBefore: number,
  { files, findings }: { readonly files: readonly string[]; readonly findings: readonly Finding[] },
): Omit<Report, 'version'> => {
  const count = (outcome: TrialResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length
  const unplayed = results.filter(({ reason }) => reason !== undefined)
  const passed = count('passed')
  const isNothing = passed + count('failed') + passedBefore === 0 && findings.length === 0 && !interrupted
  return {
    command: 'verify',
    counts: {
      exchanges: results.length + passedBefore,
      passed: passed + passedBefore,
      ...(passedBefore > 0 && { 'passed before': passedBefore }),
      skipped: count('skipped'),
      'left out': count('left out'),
      ...spent,
    },
    files,
    findings: [...findings, ...results.flatMap((result) => result.findings), ...(isNothing ? [nothing] : [])],
    skipped: unplayed.map(({ trial: { name, source }, reason = '' }) => ({
      name,
      reason,
      ...(source !== undefined && { source }),
    })),
  }
}

const nothing: Finding = {
  severity: 'error',
  code: 'nothing-verified',
  message: 'nothing was verified: no exchange was played',
}
