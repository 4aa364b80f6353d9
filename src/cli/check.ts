import { loadScenarios } from '../adapters/files.ts'
import { checkFixtures } from '../checks/check-fixtures.ts'
import { checkScenarios } from '../checks/check-scenarios.ts'
import { formatFinding, isCuecardError, type Finding } from '../core/errors.ts'
import { defineCommand, exitCode, print } from './command.ts'
import { readFixtures } from './fixtures.ts'
import { packagePath } from './package.ts'

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
    strictness: {
      kind: 'choice',
      choices: ['practical', 'literal'],
      help: 'what scenarios are held to (default: practical)',
    },
    format: { kind: 'choice', choices: ['pretty', 'json'], default: 'pretty', help: 'how findings are printed' },
  },
  run: async ({ fixtures: folder, dialect, strictness, format }, operands) => {
    const own = operands.length === 0
    const { fixtures, findings: unread } = readFixtures(folder ?? (own ? packagePath('fixtures') : ''))
    const { scenarios, findings } = await examine(own ? [packagePath('scenarios')] : operands, {
      ...(dialect === undefined ? {} : { dialect }),
      ...(strictness === undefined ? {} : { strictness }),
      requests: fixtures.filter(({ side }) => side === 'request'),
    })
    const all = [...findings, ...unread, ...(await checkFixtures(fixtures))]
    const counts = {
      scenarios: scenarios.length,
      cues: scenarios.flatMap(({ cues }) => cues).length,
      fixtures: fixtures.length,
    }
    if (format === 'json') print(JSON.stringify({ ...counts, findings: all }, undefined, 2))
    else {
      for (const finding of all) print(formatFinding(finding))
      const looked = Object.entries(counts).map(([what, count]) => `${count} ${what}`)
      print(`${all.length === 0 ? 'no' : all.length} finding${all.length === 1 ? '' : 's'} in ${looked.join(', ')}`)
    }
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
    if (!isCuecardError(error) || error.findings.length === 0) throw error
    return { scenarios: [], findings: error.findings }
  }
}
