import { conform, sendOver } from '../../src/checks/conformance.ts'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'
import { refusedCases } from './refused.ts'

/*
 * Plays fixtures/refused and prints the cases that do not go as they should, as JSON. A program of its own, because
 * `node --disallow-code-generation-from-strings` is to Node what a page's Content-Security-Policy is to a browser.
 */

const cuecards = new Map<string, Cuecard>()
const failures: object[] = []

for (const one of refusedCases) {
  const name = `${one.dialect} ${one.level}`
  const cuecard = cuecards.get(name) ?? createCuecard({ dialect: one.dialect, strictness: one.level })
  cuecards.set(name, cuecard)
  const [result] = await conform([one], {
    send: sendOver(cuecard.fetch),
    baseUrl: 'https://api.openai.com/v1',
    key: 'sk-test',
  })
  if (result === undefined || result.failures.length > 0)
    failures.push({ file: one.file, level: one.level, name: one.name, failures: result?.failures })
}

process.stdout.write(JSON.stringify({ played: refusedCases.length, failures }))
