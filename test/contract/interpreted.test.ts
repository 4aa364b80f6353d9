import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('where no code may be made from text, every bad request is refused in the same words', async () => {
  const program = join(import.meta.dirname, 'interpreted.ts')

  const { stdout } = await promisify(execFile)(process.execPath, ['--disallow-code-generation-from-strings', program], {
    maxBuffer: 1e8,
  })

  const { played, failures } = JSON.parse(stdout.slice(stdout.indexOf('{"played"')))
  expect(played).toBeGreaterThan(1_000)
  expect(failures).toEqual([])
}, 60_000)
