import { reportOf, scoreOf } from '../checks/conformance-report.ts'
import { casesOf, conform, sendOver, type CaseResult, type ConformanceOptions } from '../checks/conformance.ts'
import type { Strictness } from '../core/contract.ts'
import { createCuecard } from '../cuecard.ts'
import type { Misuse } from './arguments.ts'
import { defineCommand, exitCode, print } from './command.ts'
import { printable } from './log.ts'
import { createProgress } from './progress.ts'
import { sendOverHttp } from './send.ts'
import { readRefusedCases } from './refused.ts'
import { readTarget } from './target.ts'
import { dialectNames, strictnessOption, unknownDialect } from './shared-options.ts'

/** `cuecard conformance` */
export const conformance = defineCommand({
  operands: { usage: '', help: '', most: 0 },
  options: {
    target: {
      kind: 'text',
      value: 'url',
      help: 'base URL of the server to measure, as clients are given it: http://127.0.0.1:4010/v1 (default: cuecard itself, in process)',
    },
    dialect: {
      kind: 'text',
      value: 'name',
      help: `which service it is to be: ${dialectNames.join(', ')} (default: openai; of cuecard itself, all)`,
    },
    'api-key-env': { kind: 'text', value: 'name', help: 'the environment variable that holds the key for the target' },
    strictness: strictnessOption('the level at which requests are to be refused'),
    only: { kind: 'text', value: 'pattern', help: 'send only requests whose name or broken rule matches' },
    timeout: {
      kind: 'integer',
      value: 'ms',
      minimum: 1,
      maximum: 600_000,
      default: 10_000,
      help: 'how long an answer may take',
    },
    format: { kind: 'choice', choices: ['pretty', 'json'], default: 'pretty', help: 'how the score is printed' },
  },
  run: async (values) => {
    const { dialect, target, strictness = 'practical', timeout, format } = values
    if (dialect !== undefined && !dialectNames.includes(dialect)) return unknownDialect(dialect)
    const only = patternOf(values.only)
    if (only === undefined) return { misuse: `--only is no regular expression: ${values.only ?? ''}` }
    const level: Strictness = strictness === 'literal' ? 'literal' : 'practical'
    const asked = dialect ?? (target === undefined ? undefined : 'openai')
    const all = readRefusedCases()
    const groups = (asked === undefined ? dialectNames : [asked]).map((name) => ({
      name,
      cases: casesOf(all, name, level, only),
    }))
    const total = groups.reduce((sum, { cases }) => sum + cases.length, 0)
    if (total === 0) return { misuse: 'no request of the list is left: --only matches none' }

    const server = target === undefined ? undefined : await reach(target, values)
    if (server !== undefined && 'misuse' in server) return server
    const results: CaseResult[] = []
    const progress = createProgress(total)
    for (const { name, cases } of groups) {
      const options = server ?? inProcess(name, level)
      results.push(...(await conform(cases, { ...options, milliseconds: timeout, onResult: () => progress.advance() })))
    }
    progress.end()

    if (format === 'json') print(JSON.stringify({ score: scoreOf(results), results }, undefined, 2))
    else for (const line of reportOf(results)) print(printable(line))
    return results.every(({ failures }) => failures.length === 0) ? exitCode.clean : exitCode.findings
  },
})

const patternOf = (text: string | undefined): RegExp | undefined => {
  try {
    return new RegExp(text ?? '', 'i')
  } catch {
    // The caller says what is wrong with it.
    return undefined
  }
}

type Server = Pick<ConformanceOptions, 'send' | 'baseUrl' | 'key' | 'headers'>

/** Sent where no key is given. To a cuecard it names a scope of its own. */
const anyKey = 'sk-test-conformance'

const inProcess = (dialect: string, strictness: Strictness): Server => {
  const { fetch } = createCuecard({ dialect, strictness })
  return { send: sendOver(fetch), baseUrl: 'http://cuecard.test/v1', key: anyKey }
}

/** The server to measure, once it has answered at all; a server that only hangs is left to the score. */
const reach = async (
  target: string,
  {
    'api-key-env': variable,
    strictness,
    timeout,
  }: { readonly 'api-key-env': string | undefined; readonly strictness: string | undefined; readonly timeout: number },
): Promise<Server | Misuse> => {
  const read = readTarget(target, variable, anyKey)
  if ('misuse' in read) return read
  const { baseUrl, key } = read
  // Only a cuecard knows the header; it is not sent unless somebody asks for a level.
  const headers = strictness === undefined ? {} : { 'x-cuecard-strictness': strictness }
  const signal = AbortSignal.timeout(timeout)
  try {
    await sendOverHttp({ method: 'GET', url: `${baseUrl}/models`, headers: {}, body: new Uint8Array() }, signal)
  } catch (error) {
    if (!signal.aborted) return { misuse: `${baseUrl} cannot be reached: ${reasonOf(error)}` }
  }
  return { send: sendOverHttp, baseUrl, key, headers }
}

/** The error of a failed connection may hide in one that says nothing: several addresses were tried. */
const reasonOf = (error: unknown): string => {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error ? first.message : String(first)
}
