import type { Validators } from './schema-check.ts'

/**
 * Validators by the `$id` of their schema as it holds at `practical`. There are none in the sources; the build puts in those of the
 * schemas that every call meets (`tsdown.config.ts`): loading them takes a tenth of the time of loading ajv and compiling them.
 */
export const precompiled: ReadonlyMap<string, () => Promise<Validators>> = new Map()
