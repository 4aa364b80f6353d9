export const needsNothing: readonly string[] = []

/** The first of the needs that nobody says to be met; `model access` is found out by asking. */
export const unmetBy = (needs: readonly string[], have: readonly string[]): string | undefined =>
  needs.find((need) => need !== 'model access' && !have.includes(need))
