import type { TextAsk, Writer } from '../../../core/maker.ts'
import { hashOf } from '../../../core/random.ts'
import type { Work } from '../work.ts'
import { bannedTokens, freed, isFree } from './bans.ts'

/** As many attempts at a text that no other choice has. */
const attempts = 32

/** A text of the asked-for length without banned tokens, if possible one that no other choice has. `budget`: all that will be kept of it. */
export const makeText = (work: Work, seed: number, budget: number, writer: Writer, taken: Set<string>): string => {
  const { request, counter } = work
  const banned = bannedTokens(request.body)
  const ask = askOf(work, budget)
  const written = (attempt: number): string => {
    const tried = hashOf(seed, 'text', attempt)
    if (banned === undefined) return writer.text({ ...ask, seed: tried })
    // All but the first sentence of a text have white space in front.
    const suits = (sentence: string): boolean =>
      isFree(` ${sentence}`, banned, counter) && isFree(sentence, banned, counter)
    return freed(writer.text({ ...ask, seed: tried, suits }), banned, counter)
  }
  let text = written(0)
  for (let attempt = 1; attempt < attempts && taken.has(text); attempt++) text = written(attempt)
  taken.add(text)
  return text
}

const askOf = ({ request, settings }: Work, budget: number): Omit<TextAsk, 'seed'> => {
  const { user } = request
  const { verbosity } = request.body
  // The writer only estimates; a text of a few times the budget is cut where a longer one would be.
  if (settings.tokens !== undefined) return { user, tokens: Math.min(settings.tokens, budget * 4 + 200) }
  return typeof verbosity === 'string' ? { user, verbosity } : { user }
}
