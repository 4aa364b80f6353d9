import type { Token, TokenLogprob } from '../core/maker.ts'
import type { Random } from '../core/random.ts'
import { createRandom, hashOf } from '../core/random.ts'

/**
 * How likely each token was: mostly sure, sometimes torn between a few. `top_logprobs` are distinct, sorted, contain the token
 * itself, and their probabilities add up to less than one; none when `top` is 0, at most 20.
 */
export const makeLogprobs = (tokens: readonly Token[], top: number, seed: number): readonly TokenLogprob[] => {
  const random = createRandom(hashOf(seed, 'logprobs'))
  return tokens.map((token) => logprobOf(token, Math.min(top, mostAlternatives), random))
}

const mostAlternatives = 20

const logprobOf = (token: Token, top: number, random: Random): TokenLogprob => {
  const { token: text, bytes } = token
  const best = 1 - 0.7 * random.next() ** 4 - smallest
  // Now and then the sampled token is not the likeliest one.
  const place = top > 1 && best < 0.7 && random.below(3) === 0 ? 1 : 0
  const likelihoods = falling(best, Math.max(top, 1), random)
  const logprob = likelihoods[place] ?? 0
  if (top === 0) return { token: text, logprob, bytes, top_logprobs: [] }
  const others = alternatives(text, top, random)
  return {
    token: text,
    logprob,
    bytes,
    top_logprobs: likelihoods.map((likelihood, index) => {
      const shown = index === place ? token : (others[index < place ? index : index - 1] ?? token)
      return { token: shown.token, logprob: likelihood, bytes: shown.bytes }
    }),
  }
}

const smallest = 1e-6

/** Logarithms of `count` falling probabilities that begin with `best` and add up to less than one. */
const falling = (best: number, count: number, random: Random): number[] => {
  const logprobs = [rounded(Math.log(best))]
  let likelihood = best
  let rest = (1 - best) * 0.999
  while (logprobs.length < count) {
    likelihood = Math.min(likelihood, rest * (0.45 + 0.4 * random.next())) * 0.999
    rest -= likelihood
    logprobs.push(rounded(Math.log(likelihood)))
  }
  return logprobs
}

/** Eight significant digits: what a 32-bit float shows, and the same on every machine. */
const rounded = (logprob: number): number => Number(logprob.toPrecision(8))

/** Tokens that could have stood there: distinct, and none of them is `token`. */
const alternatives = (token: string, count: number, random: Random): readonly Token[] => {
  const start = random.below(pool.length)
  const step = 1 + random.below(pool.length - 1)
  const others: Token[] = []
  // The pool's size is prime, so every step visits all of it.
  for (let index = 0; others.length < count; index++) {
    const other = pool[(start + index * step) % pool.length]
    if (other !== undefined && other.token !== token) others.push(other)
  }
  return others
}

const encoder = new TextEncoder()

const pool: readonly Token[] = (
  'the, a, to, of, and, in, is, it, that, for, on, with, as, this, are, you, can, be, or, an, your, we, will, have, from, not, at, by, ' +
  'if, more, one, here, there, some, what, how, when, all, so, but, just, also, like, may, about, other, The, A, It, This, I, You, We, ' +
  'In, To, If, For, There, Here, What, How'
)
  .split(', ')
  .map((word) => ({ token: ` ${word}`, bytes: [...encoder.encode(` ${word}`)] }))
