import type { Prompts, SentPrompt } from '../core/prompts.ts'

/** The prompts of all scopes and callers. */
export interface PromptStore {
  /** What one caller in one scope has sent. */
  of(scope: string, caller: string): Prompts
  /** Forgets the prompts of one scope, or of all. */
  forget(scope?: string): void
}

export interface PromptStoreOptions {
  /** Of all prompts together, in bytes. Default: 32 MiB. */
  readonly maxBytes?: number
  /** In one lane: each is compared with what arrives. Default: 8. */
  readonly maxInLane?: number
}

interface Entry {
  readonly scope: string
  readonly lane: string
  readonly prompt: SentPrompt
  readonly weight: number
}

/** Keeps prompts in memory: over the budget, the longest unused go first. One that takes half of it is not kept. */
export const createPromptStore = ({ maxBytes = 2 ** 25, maxInLane = 8 }: PromptStoreOptions = {}): PromptStore => {
  /** A set remembers the order of insertion: the first is the longest unused. */
  const entries = new Set<Entry>()
  const lanes = new Map<string, readonly Entry[]>()
  let weighed = 0

  const drop = (entry: Entry): void => {
    entries.delete(entry)
    weighed -= entry.weight
    const left = lanes.get(entry.lane)?.filter((other) => other !== entry) ?? []
    if (left.length === 0) lanes.delete(entry.lane)
    else lanes.set(entry.lane, left)
  }

  const keep = (entry: Entry): void => {
    const before = lanes.get(entry.lane) ?? []
    for (const oldest of before.slice(maxInLane - 1)) drop(oldest)
    entries.add(entry)
    weighed += entry.weight
    lanes.set(entry.lane, [entry, ...before.slice(0, maxInLane - 1)])
    for (const oldest of entries) {
      if (weighed <= maxBytes) return
      drop(oldest)
    }
  }

  return {
    of: (scope, caller) => {
      const laneOf = (lane: string): string => `${scope}\n${caller}\n${lane}`
      return {
        sent: (lane) => lanes.get(laneOf(lane))?.map(({ prompt }) => prompt) ?? [],
        remember: (lane, prompt, weight, instead) => {
          const full = laneOf(lane)
          const replaced = instead && lanes.get(full)?.find((entry) => entry.prompt === instead)
          if (replaced !== undefined) drop(replaced)
          if (weight < maxBytes / 2) keep({ scope, lane: full, prompt, weight })
        },
      }
    },
    forget: (scope) => {
      for (const entry of entries) if (scope === undefined || entry.scope === scope) drop(entry)
    },
  }
}
