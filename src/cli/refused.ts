import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRefused, type RefusedCase } from '../checks/conformance-list.ts'
import { packagePath } from './package.ts'

/** The requests that services refuse, which come with the package. */
export const readRefusedCases = (): readonly RefusedCase[] => {
  const folder = packagePath('fixtures/refused')
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => readRefused(JSON.parse(readFileSync(join(folder, file), 'utf8')), file))
}
