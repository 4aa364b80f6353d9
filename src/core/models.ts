import type { Encoding } from './tokens.ts'
import { profiles } from './models.data.ts'

/** What is known of a model: how it is named, counts, and what its answers carry. */
export interface ModelProfile {
  /** Alias, as clients ask for it. */
  readonly id: string
  /** What answers carry in `model`. */
  readonly snapshot: string
  readonly encoding: Encoding
  readonly context_window: number
  readonly max_output: number
  readonly reasoning: boolean
  /** `fp_…` on the wire, `null`, or empty text. */
  readonly system_fingerprint: string | null
  /** `logprobs: null` when not asked for; some families leave the member out. */
  readonly logprobs: 'null' | 'absent'
  /** Caps. */
  readonly n: number
  readonly top_logprobs: number
  /** Parameters that the model refuses. */
  readonly refuses: readonly string[]
  /** Values of `reasoning_effort` that the model takes: measured for gpt-5.6, assumed for others; absent: every documented one. */
  readonly reasoning_efforts?: readonly string[]
  /** Seconds since 1970, for the list of models. */
  readonly created: number
}

const byName = new Map(
  profiles.flatMap((profile) => [[profile.id, profile] as const, [profile.snapshot, profile] as const]),
)

/** The profile of an alias or a snapshot that is known by that very name. */
export const knownProfile = (model: string): ModelProfile | undefined => byName.get(model)

/**
 * The profile of any model name: the known one, else that of the family with the longest common beginning
 * (`gpt-4o-2024-11-20` → `gpt-4o`), else `gpt-4o`'s; `snapshot` is then the name as asked for.
 */
export const profileOf = (model: string): ModelProfile => {
  const known = byName.get(model)
  if (known !== undefined) return known
  const bare = model.slice(model.lastIndexOf('/') + 1).replace(/^ft:/, '')
  let nearest: ModelProfile | undefined
  for (const profile of profiles)
    if (bare.startsWith(profile.id) && profile.id.length > (nearest?.id.length ?? 0)) nearest = profile
  return { ...(nearest ?? byName.get('gpt-4o') ?? profiles[0]), id: model, snapshot: model }
}
