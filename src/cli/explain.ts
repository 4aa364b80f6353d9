import { existsSync } from 'node:fs'
import { loadScenarios } from '../adapters/files.ts'
import { explainCode, knownCodes, type Explanation } from '../checks/codes.ts'
import { explainRequest } from '../checks/explain-request.ts'
import type { Misuse } from './arguments.ts'
import { defineCommand, exitCode, print, type ExitCode } from './command.ts'
import { didYouMean } from './did-you-mean.ts'
import { explanationLines, explanationObject } from './explanation.ts'
import { given } from './given.ts'
import { readRequest } from './request.ts'
import { seedOption, strictnessOption, unmatchedOption } from './shared-options.ts'

/** `cuecard explain <scenario> <request.json|->` and `cuecard explain <code>` */
export const explain = defineCommand({
  operands: {
    usage: '<scenarios…> <request.json> | <code>',
    help: 'scenarios and the body of a chat completion (- is the standard input); or the code of an error, a finding or a rule',
  },
  options: {
    call: {
      kind: 'integer',
      value: 'number',
      minimum: 1,
      maximum: 10_000,
      default: 1,
      help: 'explain the how many of so many equal calls',
    },
    header: { kind: 'texts', value: 'name: value', help: 'a header of the request; may be given several times' },
    dialect: {
      kind: 'text',
      value: 'name',
      help: 'the dialect of the request (default: that of the scenarios, else openai)',
    },
    strictness: strictnessOption('what the request is held to'),
    seed: seedOption,
    unmatched: unmatchedOption,
    format: { kind: 'choice', choices: ['pretty', 'json'], default: 'pretty', help: 'how the explanation is printed' },
  },
  run: async ({ call, header, dialect, strictness, seed, unmatched, format }, operands) => {
    const file = operands.at(-1)
    if (file === undefined) return { misuse: 'explain needs scenarios and a request, or a code' }
    if (operands.length === 1) return tellCode(file, format)
    const headers = header.map(toHeader)
    const wrong = headers.findIndex((pair) => pair === undefined)
    if (wrong !== -1) return { misuse: `--header is "${header[wrong] ?? ''}": write name: value` }
    const request = await readRequest(file)
    if (request === undefined) return exitCode.findings
    const scenarios = await loadScenarios(operands.slice(0, -1), { places: true })
    const explanation = await explainRequest(scenarios, request.value, {
      call,
      headers: Object.fromEntries(headers.filter((pair) => pair !== undefined)),
      ...given({ dialect, strictness, seed, onUnmatched: unmatched }),
    })
    if (format === 'json') print(JSON.stringify(explanationObject(explanation), undefined, 2))
    else for (const line of explanationLines(explanation)) print(line)
    return explanation.cue === undefined ? exitCode.findings : exitCode.clean
  },
})

const toHeader = (text: string): readonly [string, string] | undefined => {
  const [, name, value] = /^([!#$%&'*+.^_`|~\dA-Za-z-]+):\s*(.*)$/.exec(text) ?? []
  return name === undefined || value === undefined ? undefined : [name.toLowerCase(), value]
}

const tellCode = (code: string, format: string): ExitCode | Misuse => {
  const explanation = explainCode(code)
  if (explanation === undefined)
    return {
      misuse:
        existsSync(code) || code === '-'
          ? `explain needs scenarios and a request: ${code} is only one of them`
          : `there is no code ${code}${didYouMean(code, knownCodes())}`,
    }
  if (format === 'json') print(JSON.stringify(explanation, undefined, 2))
  else for (const line of codeLines(explanation)) print(line)
  return exitCode.clean
}

const kinds: Readonly<Record<Explanation['about'], string>> = {
  finding: 'a finding about what an author wrote',
  thrown: 'an error that is thrown',
  answer: 'an error that is answered',
  rule: 'a rule of a contract',
}

const codeLines = ({ code, about, means, remedy, dialects }: Explanation): readonly string[] => [
  `${code}: ${kinds[about]}`,
  `  ${means}`,
  `  What to do: ${remedy}`,
  ...dialects.map((dialect) => `  ${dialect}`),
]
