import type { Impossible, Work } from '../work.ts'

/** Tokens × choices × (1 + top_logprobs) that are made up at most. */
const most = 2_000_000

/** Why texts of the length that a cue asks for are not even begun. */
export const excessAsked = (work: Work): Impossible | undefined => {
  const { settings, request } = work
  return settings.tokens === undefined ? undefined : excessOf(Math.min(settings.tokens, request.max_tokens), work)
}

/** Why choices of so many tokens each are not made. */
export const excessOf = (tokens: number, { request }: Work): Impossible | undefined => {
  const size = tokens * request.n * (1 + (request.top_logprobs ?? 0))
  if (size <= most) return undefined
  const factors = `${tokens} tokens × ${request.n} choices × (1 + ${request.top_logprobs ?? 0} top_logprobs)`
  return { reason: `${factors} are ${size}, but at most ${most} are made up for one answer`, param: 'n' }
}
