import { loadScenarios } from '../adapters/files.ts'
import { checkFixtures } from '../checks/check-fixtures.ts'
import { checkScenarios } from '../checks/check-scenarios.ts'
import type { Finding } from '../core/errors.ts'
import { defineCommand, exitCode } from './command.ts'
import { readFixtures } from './fixtures.ts'
import { given } from './given.ts'
import { packagePath } from './package.ts'
import { findingsOf, formatOption, printReport } from './report.ts'
import { strictnessOption } from './shared-options.ts'

/** `cuecard check [scenarios…]` */
export const check = defineCommand({
  operands: {
    usage: '[scenarios…]',
    help: "files, folders or patterns; without any, cuecard's own examples and fixtures",
  },
  options: {
    fixtures: {
      kind: 'text',
      value: 'folder',
      help: 'exchanges to check: <dialect>/<case>.{request,response}.json and .sse',
    },
    dialect: { kind: 'text', value: 'name', help: 'the dialect of scenarios that name none (default: openai)' },
    strictness: strictnessOption('what scenarios are held to'),
    format: formatOption,
  },
  run: async ({ fixtures: folder, dialect, strictness, format }, operands) => {
    const own = operands.length === 0
    const { fixtures, findings: unread } = readFixtures(folder ?? (own ? packagePath('fixtures') : ''))
    const { scenarios, findings } = await examine(own ? [packagePath('scenarios')] : operands, {
      ...given({ dialect, strictness }),
      requests: fixtures.filter(({ side }) => side === 'request'),
    })
    const all = [...findings, ...unread, ...(await checkFixtures(fixtures))]
    const counts = {
      scenarios: scenarios.length,
      cues: scenarios.flatMap(({ cues }) => cues).length,
      fixtures: fixtures.length,
    }
    const files = [
      ...scenarios.flatMap(({ cues }) => cues.flatMap(({ source }) => source?.file ?? [])),
      ...fixtures.map(({ file }) => file),
    ]
    printReport({ command: 'check', counts, files, findings: all }, format)
    return all.length === 0 ? exitCode.clean : exitCode.findings
  },
})

type Scenarios = Awaited<ReturnType<typeof loadScenarios>>

/** Scenarios that cannot be loaded are findings like any other. */
const examine = async (
  paths: readonly string[],
  options: Parameters<typeof checkScenarios>[1],
): Promise<{ readonly scenarios: Scenarios; readonly findings: readonly Finding[] }> => {
  try {
    const scenarios = await loadScenarios(paths, { places: true })
    return { scenarios, findings: await checkScenarios(scenarios, options) }
  } catch (error) {
    return { scenarios: [], findings: findingsOf(error) }
  }
}
