import { portability as portabilityOf, type Portability } from '../checks/portability.ts'
import { jsonPathOf, type Violation } from '../core/violation.ts'
import { defineCommand, exitCode, print } from './command.ts'
import { given } from './given.ts'
import { printable } from './log.ts'
import { readRequest } from './request.ts'
import { dialectNames, strictnessOption, unknownDialect } from './shared-options.ts'

/** `cuecard portability <request.json>` */
export const portability = defineCommand({
  operands: { usage: '<request.json>', help: 'the body of a chat completion; - is the standard input', most: 1 },
  options: {
    dialect: {
      kind: 'texts',
      value: 'names',
      help: `ask only these, separated by commas (default: ${dialectNames.join(',')})`,
    },
    strictness: strictnessOption('what the request is held to'),
    format: { kind: 'choice', choices: ['pretty', 'json'], default: 'pretty', help: 'how the report is printed' },
  },
  run: async ({ dialect, strictness, format }, [file]) => {
    if (file === undefined) return { misuse: 'portability needs a request: the name of a file, or -' }
    const asked = dialect.flatMap((list) => list.split(',')).map((name) => name.trim())
    const unknown = asked.find((name) => !dialectNames.includes(name))
    if (unknown === '') return { misuse: `--dialect has an empty name: write ${dialectNames.join(', ')}` }
    if (unknown !== undefined) return unknownDialect(unknown)
    const request = await readRequest(file)
    if (request === undefined) return exitCode.findings
    const report = await portabilityOf(request.value, {
      ...(asked.length > 0 && { dialects: asked }),
      ...given({ strictness }),
    })
    if (format === 'json') print(JSON.stringify(report.map(toJson), undefined, 2))
    else for (const line of report.flatMap(toLines)) print(line)
    return report.every(({ accepted }) => accepted) ? exitCode.clean : exitCode.findings
  },
})

const toJson = ({ dialect, accepted, violations, ignored }: Portability): object => ({
  dialect,
  accepted,
  violations: violations.map(({ rule, path, severity, error, source }) => ({
    rule,
    path: jsonPathOf(path),
    severity,
    status: error.status,
    message: error.message,
    source,
  })),
  ignored: ignored.map(jsonPathOf),
})

const toLines = ({ dialect, accepted, violations, ignored }: Portability): readonly string[] => [
  `${dialect}: ${accepted ? 'accepted' : 'refused'}`,
  ...violations.flatMap(violationLines),
  ...ignored.map((path) => printable(`  ignored  ${jsonPathOf(path)}`)),
]

const violationLines = ({ rule, path, severity, error, source }: Violation): readonly string[] => [
  printable(`  ${severity === 'error' ? 'breaks ' : 'warning'}  ${jsonPathOf(path)}  ${error.message}`),
  `           ${rule}, ${source}`,
]
