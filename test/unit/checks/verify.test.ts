import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../../../src/adapters/node.ts'
import { readRefused } from '../../../src/checks/conformance-list.ts'
import { trialsOfTour } from '../../../src/checks/verify/plan.ts'
import { verify, type TrialResult } from '../../../src/checks/verify/run.ts'
import { exchangeOverHttp } from '../../../src/cli/exchange.ts'
import { createContracts } from '../../../src/contracts/contracts.ts'
import { createCuecard } from '../../../src/cuecard.ts'
import { dialects } from '../../../src/dialects/dialects.ts'
import { defects } from '../../support/broken-provider.data.ts'
import { brokenProvider } from '../../support/broken-provider.ts'

const folder = join(import.meta.dirname, '../../../fixtures/refused')
const refused = readdirSync(folder).flatMap((file) =>
  readRefused(JSON.parse(readFileSync(join(folder, file), 'utf8')), file),
)
const contracts = createContracts()

const tourOf = async (
  baseUrl: string,
  dialect = 'openai',
  strictness: 'practical' | 'literal' = 'practical',
): Promise<readonly TrialResult[]> => {
  const spoken = dialects.find(({ name }) => name === dialect)!
  const trials = await trialsOfTour('gpt-4o', refused, { dialect: spoken, strictness, contracts })
  const { results } = await verify(trials, { send: exchangeOverHttp, baseUrl, key: 'sk-test', milliseconds: 5_000 })
  return results
}

const levels = ['practical', 'literal'] as const

test.each(dialects.flatMap(({ name }) => levels.map((strictness) => ({ name, strictness }))))(
  'nothing is found on a healthy server of $name at $strictness',
  async ({ name, strictness }) => {
    const listener = await listen(createCuecard({ dialect: name, strictness }), { port: 0 })
    onTestFinished(() => listener.close())

    const results = await tourOf(listener.baseUrl, name, strictness)

    expect(results.length).toBeGreaterThan(4)
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  },
)

test.each(defects)('a provider with $name is found out by $found', async ({ found, breaks }) => {
  const results = await tourOf(await brokenProvider({ breaks }))

  expect([...new Set(results.flatMap(({ findings }) => findings.map(({ code }) => code)))].toSorted()).toEqual(found)
})
