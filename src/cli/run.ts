import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadScenarios } from '../adapters/files.ts'
import { listen } from '../adapters/node.ts'
import type { ContractFile } from '../checks/contract-file.ts'
import type { Report } from '../checks/reports/report.ts'
import { observe } from '../checks/run/observe.ts'
import { mergeRecords, type RunRecord } from '../checks/run/record.ts'
import type { RecordOptions } from '../checks/run/recorder.ts'
import type { Scenario } from '../core/scenario.ts'
import { createCuecard, type Cuecard } from '../cuecard.ts'
import { findPatternProblem, toRegex } from '../scenarios/pattern.ts'
import type { Misuse } from './arguments.ts'
import { complain, defineCommand, exitCode } from './command.ts'
import { failOnOption, isFailed } from './fail-on.ts'
import { given } from './given.ts'
import { mayColour } from './log.ts'
import { runProgram } from './program.ts'
import { readReports, reportOption, writeReports, writeWhole, type WantedReport } from './report-files.ts'
import { findingsOf, sortReport } from './report.ts'
import { seedOption, strictnessOption, unmatchedOption } from './shared-options.ts'

/** `cuecard run [scenarios…] -- <program> [arguments…]` */
export const run = defineCommand({
  operands: {
    usage: '[scenarios…] -- <program>',
    help: 'scenarios, then the program with its arguments; it gets OPENAI_BASE_URL, OPENAI_API_KEY and CUECARD_URL',
  },
  options: {
    dialect: { kind: 'text', value: 'name', help: 'the dialect of /v1 (default: openai)' },
    strictness: strictnessOption('what requests are held to'),
    seed: seedOption,
    unmatched: unmatchedOption,
    'fail-on': failOnOption('that makes the exit code 1 where that of the program is 0'),
    report: reportOption,
    contract: {
      kind: 'text',
      value: 'file',
      help: 'writes what the program asked, once for each kind of request, for cuecard verify (.yaml or .json)',
    },
    redact: { kind: 'texts', value: 'regex', help: 'what else must not be written; may be given several times' },
  },
  run: async (values, operands, split) => {
    const { dialect, strictness, seed, unmatched } = values
    const program = split === undefined ? [] : operands.slice(split)
    if (program.length === 0) return { misuse: 'run needs a program behind --: cuecard run scenarios -- npm test' }
    const reports = readReports(values.report)
    if ('misuse' in reports) return reports
    const redact = readPatterns(values.redact)
    if ('misuse' in redact) return redact
    const before = values.contract === undefined ? undefined : await readContract(values.contract)

    const loaded = await load(operands.slice(0, split))
    if ('findings' in loaded) {
      await tell({ command: 'run', counts: { calls: 0 }, files: [], findings: loaded.findings }, reports)
      return exitCode.findings
    }
    const cuecard = createCuecard({
      ...given({ dialect, strictness, seed, onUnmatched: unmatched }),
      scenarios: loaded.scenarios,
    })
    const seen = await watch(cuecard, program, { exchanges: values.contract !== undefined, redact })
    if ('unstarted' in seen) return { misuse: seen.unstarted }

    const { reportRun } = await import('../checks/run/run-report.ts')
    const files = loaded.scenarios.flatMap(({ cues }) => cues.flatMap(({ source }) => source?.file ?? []))
    const report = await reportRun(seen.record, { scenarios: loaded.scenarios.length, files })
    await tell({ command: 'run', ...report, lenient: values['fail-on'] !== 'warning' }, reports)
    if (values.contract !== undefined) await writeContract(values.contract, seen.record, before)
    if (seen.code !== 0) return seen.code
    return isFailed(report.findings, values['fail-on']) ? exitCode.findings : exitCode.clean
  },
})

/** Scenarios that cannot be loaded are findings like any other. */
const load = async (
  paths: readonly string[],
): Promise<{ readonly scenarios: readonly Scenario[] } | Pick<Report, 'findings'>> => {
  if (paths.length === 0) return { scenarios: [] }
  try {
    return { scenarios: await loadScenarios(paths, { places: true }) }
  } catch (error) {
    return { findings: findingsOf(error) }
  }
}

type Watched = { readonly code: number; readonly record: RunRecord } | { readonly unstarted: string }

const watch = async (cuecard: Cuecard, program: readonly string[], options: RecordOptions): Promise<Watched> => {
  const observer = observe(cuecard, options)
  const listener = await listen(cuecard, { port: 0 })
  const journals = await mkdtemp(join(tmpdir(), 'cuecard-journals-'))
  try {
    const ended = await runProgram(program, {
      OPENAI_BASE_URL: listener.baseUrl,
      // Never the key that stands there: nothing but a stand-in is to see the calls.
      OPENAI_API_KEY: 'sk-test',
      CUECARD_URL: listener.url,
      // Where cuecards in the program's own processes write down what they are asked.
      CUECARD_JOURNAL: journals,
    })
    // Calls that the program has left open end here, and are seen like any other.
    await listener.close()
    if ('unstarted' in ended) return ended
    return { ...ended, record: mergeRecords([observer.record(), ...(await readJournals(journals, options))]) }
  } finally {
    await rm(journals, { recursive: true, force: true })
  }
}

const readJournals = async (folder: string, options: RecordOptions): Promise<readonly RunRecord[]> => {
  const files = (await readdir(folder)).toSorted()
  if (files.length === 0) return []
  const { recordJournal } = await import('../checks/run/journal.ts')
  return Promise.all(files.map(async (file) => recordJournal(await readFile(join(folder, file), 'utf8'), options)))
}

/** The summary goes to the standard error, as the standard output is the program's. */
const tell = async (report: Omit<Report, 'version' | 'home'>, wanted: readonly WantedReport[]): Promise<void> => {
  const { pretty } = await import('../checks/reports/pretty.ts')
  const home = homes.find((file) => existsSync(file)) ?? report.files[0]
  const whole = sortReport({ ...report, ...(home !== undefined && { home }) })
  if (!wanted.some(({ format, file }) => format === pretty && file === undefined))
    complain(pretty.render(whole, mayColour(process.stderr, process.env)))
  await writeReports(whole, wanted)
}

/** What stands at the root of a project. */
const homes: readonly string[] = ['package.json', 'pyproject.toml', 'go.mod', 'Cargo.toml', 'pom.xml', 'README.md']

const readContract = async (file: string): Promise<ContractFile | undefined> => {
  if (!existsSync(file)) return undefined
  const { parseContract } = await import('../checks/contract-file.ts')
  return parseContract(readFileSync(file, 'utf8'), file)
}

const writeContract = async (file: string, record: RunRecord, before: ContractFile | undefined): Promise<void> => {
  const [{ printContract }, { toContract }] = await Promise.all([
    import('../checks/contract-file.ts'),
    import('../checks/run/contract.ts'),
  ])
  const contract = toContract(record.exchanges, record.dialect, before)
  await writeWhole(file, await printContract(contract, file.endsWith('.json') ? 'json' : 'yaml'))
}

const readPatterns = (texts: readonly string[]): readonly RegExp[] | Misuse => {
  const patterns: RegExp[] = []
  for (const text of texts) {
    const wrong = (problem: string) => ({ misuse: `--redact is "${text}": it ${problem}` })
    const found = findPatternProblem(text)
    if (found !== undefined) return wrong(found.problem)
    const pattern = toRegex(text)
    if ('problem' in pattern) return wrong(pattern.problem)
    if (pattern.regex.test('')) return wrong('matches nothing at all, which is everywhere: write at least one sign')
    patterns.push(new RegExp(pattern.regex.source, `${pattern.regex.flags}g`))
  }
  return patterns
}
