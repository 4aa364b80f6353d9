/** What a run may cost. */
export interface Budget {
  readonly calls: number
  readonly tokens: number
}

export const noBudget: Budget = { calls: Infinity, tokens: Infinity }

/** Reads `calls=50,tokens=20000`; undefined when it is written otherwise. */
export const parseBudget = (text: string): Budget | undefined => {
  const limits: { calls: number; tokens: number } = { ...noBudget }
  for (const part of text.split(',')) {
    const { name, count } = /^\s*(?<name>calls|tokens)\s*=\s*(?<count>\d{1,12})\s*$/.exec(part)?.groups ?? {}
    if (count === undefined) return undefined
    limits[name === 'calls' ? 'calls' : 'tokens'] = Number(count)
  }
  return limits
}

/** What is left of a budget. Calls under way hold what they are expected to cost. */
export interface Purse {
  readonly spent: Budget
  /** Takes a call of about so many tokens, if there is enough left; `settle` says what it really cost. */
  take(tokens: number): { settle(tokens: number | undefined): void } | undefined
}

export const openPurse = (budget: Budget): Purse => {
  const spent = { calls: 0, tokens: 0 }
  return {
    spent,
    take: (estimate) => {
      if (spent.calls + 1 > budget.calls || spent.tokens + estimate > budget.tokens) return undefined
      spent.calls += 1
      spent.tokens += estimate
      return {
        settle: (tokens = estimate) => {
          spent.tokens += tokens - estimate
        },
      }
    },
  }
}
