import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Fixture } from '../checks/check-fixtures.ts'
import type { Json } from '../core/json.ts'

/**
 * The exchanges under a folder: `<dialect>/<case>.{request,response}.json` and the events of `<dialect>/<case>.sse`.
 * A folder that does not exist holds none.
 */
export const readFixtures = (folder: string): readonly Fixture[] =>
  namesIn(folder).flatMap((dialect) =>
    namesIn(join(folder, dialect)).flatMap((name): readonly Fixture[] => {
      const path = join(folder, dialect, name)
      const common = { dialect, endpoint: 'chat-completions', file: relative('', path) }
      const side = /\.(?<side>request|response)\.json$/.exec(name)?.groups?.['side']
      if (side === 'request' || side === 'response')
        return [{ ...common, side, value: parseJson(readFileSync(path, 'utf8')) }]
      if (!name.endsWith('.sse')) return []
      return eventsOf(readFileSync(path, 'utf8')).map((value) => ({ ...common, side: 'chunk', value }))
    }),
  )

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    // No such folder, or a file where a dialect's folder would be.
    return []
  }
}

const parseJson = (text: string): Json => JSON.parse(text) as Json

const eventsOf = (text: string): readonly Json[] =>
  [...text.matchAll(/^data: ?(?<data>.+)$/gm)]
    .map(({ groups }) => groups?.['data'] ?? '')
    .filter((data) => data !== '[DONE]')
    .map(parseJson)
