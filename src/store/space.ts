/** What many collections may weigh together. When there is no room left, what came first goes first, whosever it is. */
export interface Space {
  /** `leave` is called when it has to go; it must `free` what it took. */
  take(leave: () => void, weight: number): void
  free(leave: () => void): void
  /** Whether something of this weight fits without others having to go. */
  fits(weight: number): boolean
}

export const createSpace = (limit: number): Space => {
  const taken = new Map<() => void, number>()
  let used = 0
  return {
    fits: (weight) => used + weight <= limit,
    take: (leave, weight) => {
      taken.set(leave, weight)
      used += weight
      for (const oldest of taken.keys()) {
        if (used <= limit) return
        oldest()
      }
    },
    free: (leave) => {
      used -= taken.get(leave) ?? 0
      taken.delete(leave)
    },
  }
}
