import type { Model } from '../../core/collections.ts'
import { profileOf } from '../../core/models.ts'
import { profiles } from '../../core/models.data.ts'

const knownNames: readonly string[] = [...new Set(profiles.flatMap(({ id, snapshot }) => [id, snapshot]))]

/** The models on offer: those that are named, else all that are known, by alias and by snapshot. */
export const offer = (named: 'any' | readonly string[]): readonly Model[] =>
  (named === 'any' ? knownNames : named).map((id, ordinal) => ({
    id,
    ordinal,
    created: profileOf(id).created,
    owned_by: owned.has(id) ? 'openai' : 'system',
  }))

/** The models that the service lists as its own; all others are the system's. */
const owned: ReadonlySet<string> = new Set(['gpt-4', 'gpt-4-0613', 'gpt-3.5-turbo'])
