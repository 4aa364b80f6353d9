/** What is kept per scope, made when a scope is first asked for. */
export interface Scopes<State> {
  /** The state of a scope; asking counts as use. */
  of(name: string): State
  /** The state of a scope that is alive; looking does not count as use. */
  find(name: string): State | undefined
  /** The states that are alive, longest idle first. */
  values(): Iterable<State>
  /** Forgets a scope; the next call finds a fresh one. */
  forget(name: string): void
}

export interface ScopesOptions {
  /** How many scopes are alive at once. Default: 10 000. */
  readonly limit?: number
  /** Told of every scope that had to go because others needed its room. */
  readonly onDrop?: (name: string) => void
}

/** Keeps one state per scope, bounded: whoever makes up scope names without end pushes out the longest idle ones. */
export const createScopes = <State>(
  make: (name: string) => State,
  { limit = 10_000, onDrop }: ScopesOptions = {},
): Scopes<State> => {
  const states = new Map<string, State>()
  let latest: string | undefined

  const makeRoom = (): void => {
    for (const name of states.keys()) {
      if (states.size < limit) return
      states.delete(name)
      onDrop?.(name)
    }
  }
  return {
    of: (name) => {
      let state = states.get(name)
      if (state !== undefined && name === latest) return state
      latest = name
      if (state === undefined) {
        makeRoom()
        state = make(name)
      } else states.delete(name)
      // A Map remembers the order of insertion: the first is the longest idle.
      states.set(name, state)
      return state
    },
    find: (name) => states.get(name),
    values: () => states.values(),
    forget: (name) => {
      states.delete(name)
    },
  }
}
