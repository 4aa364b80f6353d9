import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { findFiles } from '../adapters/files.ts'
import { isContractText, parseContract } from '../checks/contract-file.ts'
import {
  trialsOfContract,
  trialsOfRequest,
  trialsOfScenario,
  trialsOfTour,
  type Ground,
} from '../checks/verify/plan.ts'
import type { Trial } from '../checks/verify/trial.ts'
import type { Finding } from '../core/errors.ts'
import { isJsonObject } from '../core/json.ts'
import { readScenarioFile } from '../scenario-file.ts'
import { readFixtures } from './fixtures.ts'
import { readRefusedCases } from './refused.ts'
import { findingsOf } from './report.ts'

/** What is to be played, and what cannot be read. */
export interface Plan {
  readonly trials: readonly Trial[]
  readonly files: readonly string[]
  readonly findings: readonly Finding[]
}

export interface PlanOptions extends Ground {
  /** Contracts and scenarios. */
  readonly paths: readonly string[]
  /** Folder of fixtures. */
  readonly fixtures?: string
  /** What the tour asks for. */
  readonly model: string
}

/** The trials that files hold; without any, a tour of what the dialect knows. */
export const readPlan = async ({ paths, fixtures, model, ...ground }: PlanOptions): Promise<Plan> => {
  if (paths.length === 0 && fixtures === undefined)
    return { trials: await trialsOfTour(model, readRefusedCases(), ground), files: [], findings: [] }
  const trials: Trial[] = []
  const files: string[] = []
  const findings: Finding[] = []
  for (const path of paths.length === 0 ? [] : await findFiles(paths, process.cwd())) {
    const file = shown(path)
    files.push(file)
    try {
      trials.push(...(await trialsIn(await readFile(path, 'utf8'), file, ground)))
    } catch (error) {
      findings.push(...findingsOf(error))
    }
  }
  if (fixtures === undefined) return { trials, files, findings }
  const read = readFixtures(fixtures)
  const requests = read.fixtures.filter(({ side, dialect }) => side === 'request' && dialect === ground.dialect.name)
  for (const { case: name, value, file } of requests) {
    files.push(file)
    if (isJsonObject(value)) trials.push(...(await trialsOfRequest(value, { name, source: { file } }, ground)))
  }
  return { trials, files, findings: [...findings, ...read.findings] }
}

const shown = (path: string): string => {
  const inside = relative('', path)
  return inside.startsWith('..') ? path : inside
}

const trialsIn = async (text: string, file: string, ground: Ground): Promise<readonly Trial[]> =>
  isContractText(text)
    ? trialsOfContract(await parseContract(text, file), ground)
    : trialsOfScenario(await readScenarioFile(text, file, true), ground)
