import { invalidRequest } from '../../core/api-error.ts'
import type { Json } from '../../core/json.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf, type Path } from '../../core/violation.ts'
import { enough, itemsOf, objectOf } from './read.ts'

/** Nothing is likelier than certain: the logarithm of a probability is at most 0. */
export const logprobsAtMostZero: Rule = {
  name: 'logprobs-at-most-zero',
  source: 'wire-format 4 (S)',
  side: 'response',
  strictness: ['practical', 'literal'],
  // The printed sample of 002 has 123.
  exempt: { openai: ['literal'] },
  check: (body) => {
    const breaches: Breach[] = []
    for (const [index, choice] of itemsOf(body['choices']).entries()) {
      const logprobs = objectOf(objectOf(choice)['logprobs'])
      for (const part of ['content', 'refusal'])
        for (const [place, entry] of itemsOf(logprobs[part]).entries()) {
          if (breaches.length >= enough) return breaches
          addPositive(breaches, entry, ['choices', index, 'logprobs', part, place])
        }
    }
    return breaches
  },
}

const addPositive = (breaches: Breach[], value: Json, path: Path): void => {
  const { logprob, top_logprobs } = objectOf(value)
  if (typeof logprob === 'number' && logprob > 0) breaches.push(breach([...path, 'logprob']))
  const tops = itemsOf(top_logprobs)
  for (let rank = 0; rank < tops.length; rank++) {
    const top = objectOf(tops[rank])['logprob']
    if (typeof top === 'number' && top > 0) breaches.push(breach([...path, 'top_logprobs', rank, 'logprob']))
  }
}

const breach = (path: Path): Breach => ({
  path,
  error: invalidRequest(`Invalid value for '${paramOf(path)}': must be at most 0.`, paramOf(path), 'invalid_value'),
})
