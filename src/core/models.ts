import type { Encoding } from './tokens.ts'
import { createMemo } from './memo.ts'
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
  /** Parameters that the model does not know at all, as if they were misspelt. */
  readonly unknown?: readonly string[]
  /** Parameters that an older check does not recognize, in words of its own. */
  readonly unrecognized?: readonly string[]
  /** Roles that the model refuses. */
  readonly refused_roles?: readonly string[]
  /** Input tokens, where they are limited for themselves. */
  readonly max_input?: number
  /** Whether it sees images, and whether it hears and speaks. */
  readonly vision: boolean
  readonly audio: boolean
  /** Kinds of `response_format` beside text. */
  readonly formats: readonly string[]
  /** Values of `verbosity` that the model takes; absent: every documented one. */
  readonly verbosities?: readonly string[]
  /** Calls functions only with `reasoning_effort: none`. */
  readonly tools_without_reasoning?: true
  /** Keeps its cache for a day, never less. */
  readonly long_cache?: true
  /** Nothing is known of the model: no limits are held against it. */
  readonly foreign?: true
  /** Values of `reasoning_effort` that the model takes: measured for gpt-5.6, assumed for others; absent: every documented one. */
  readonly reasoning_efforts?: readonly string[]
  /** Seconds since 1970, for the list of models. */
  readonly created: number
}

const byName = new Map(
  profiles.flatMap((profile) => [[profile.id, profile] as const, [profile.snapshot, profile] as const]),
)

/** Longest first: the first that a name begins with is its nearest family. */
const families = profiles.toSorted((one, other) => other.id.length - one.id.length)

/** Profiles of other names: clients ask for the same few again and again. */
const guesses = createMemo<ModelProfile>(512 * 1024)

/** The profile of an alias or a snapshot that is known by that very name. */
export const knownProfile = (model: string): ModelProfile | undefined => byName.get(model)

/**
 * The profile of any model name: the known one, else that of the family with the longest common beginning
 * (`gpt-4o-2024-11-20` → `gpt-4o`), else `gpt-4o`'s as that of a foreign model; `snapshot` is then the name as asked for.
 */
export const profileOf = (model: string): ModelProfile => {
  const known = byName.get(model) ?? guesses.get(model)
  if (known !== undefined) return known
  const guess = guessOf(model)
  guesses.set(model, guess, model.length * 4 + 600)
  return guess
}

const guessOf = (model: string): ModelProfile => {
  const bare = model.slice(model.lastIndexOf('/') + 1).replace(/^ft:/, '')
  const family = families.find(({ id }) => bare.startsWith(id) && !/\w/.test(bare.charAt(id.length)))
  if (family !== undefined) return { ...family, id: model, snapshot: model }
  return { ...(byName.get('gpt-4o') ?? profiles[0]), id: model, snapshot: model, foreign: true }
}

/** What `reasoning_effort` is where a request does not say: from gpt-5.1 on, models reason only when they are asked to. */
export const defaultEffort = ({ id }: ModelProfile): string => (/^gpt-5\.[1-9]/.test(id) ? 'none' : 'medium')
