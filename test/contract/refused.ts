import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Strictness } from '../../src/core/contract.ts'
import { readRefused, type RefusedCase } from '../../src/checks/conformance-list.ts'

export const refusedFolder = join(import.meta.dirname, '../../fixtures/refused')

/** A case at one of the levels at which it is refused. */
export interface LevelledCase extends RefusedCase {
  readonly level: Strictness
}

/** Every case of `fixtures/refused`, once for each of its levels. */
export const refusedCases: readonly LevelledCase[] = readdirSync(refusedFolder)
  .toSorted()
  .flatMap((file) => readRefused(JSON.parse(readFileSync(join(refusedFolder, file), 'utf8')), file))
  .flatMap((one) => one.strictness.map((level) => ({ ...one, level })))
