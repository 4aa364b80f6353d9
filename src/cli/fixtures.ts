import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Fixture } from '../checks/check-fixtures.ts'
import type { Finding } from '../core/errors.ts'
import type { Json } from '../core/json.ts'

/** What lies under a folder of fixtures, and what of it cannot be read. */
export interface Fixtures {
  readonly fixtures: readonly Fixture[]
  readonly findings: readonly Finding[]
}

/**
 * The exchanges under a folder: `<dialect>/<case>.{request,response}.json` and the events of `<dialect>/<case>.sse`.
 * A folder that does not exist holds none.
 */
export const readFixtures = (folder: string): Fixtures => {
  const fixtures: Fixture[] = []
  const findings: Finding[] = []
  for (const dialect of namesIn(folder)) {
    for (const name of namesIn(join(folder, dialect))) {
      const path = join(folder, dialect, name)
      const side = sideOf(name)
      if (side === undefined) continue
      const file = relative('', path)
      try {
        const text = readFileSync(path, 'utf8')
        const values = (side === 'chunk' ? eventsOf(text) : [text]).map(parseJson)
        const known = { file, dialect, case: name.slice(0, name.indexOf('.')), endpoint: 'chat-completions', side }
        fixtures.push(...values.map((value) => ({ ...known, value })))
      } catch (error) {
        const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`
        findings.push({ severity: 'error', code: 'bad-fixture', message, source: { file } })
      }
    }
  }
  return { fixtures, findings }
}

const sideOf = (name: string): Fixture['side'] | undefined => {
  if (name.endsWith('.request.json')) return 'request'
  if (name.endsWith('.response.json')) return 'response'
  return name.endsWith('.sse') ? 'chunk' : undefined
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    // No such folder, or a file where a dialect's folder would be.
    return []
  }
}

// JSON.parse gives JSON.
const parseJson = (text: string): Json => JSON.parse(text) as Json

const eventsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^data: ?(?<data>.+)$/gm)]
    .map(({ groups }) => groups?.['data'] ?? '')
    .filter((data) => data !== '[DONE]')
