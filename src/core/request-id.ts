import { createRandom, hashOf, hexadecimal, type Random } from './random.ts'

/** What the ids of a call are drawn from, its request's first. */
export const idsOf = (seed: number, scope: string, ordinal: number): Random =>
  createRandom(hashOf(seed, scope, ordinal))

export const requestIdFrom = (ids: Random): string => `req_${ids.text(32, hexadecimal)}`
