import { invalidRequest } from '../../core/api-error.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { shortened } from '../wording/grammar.ts'
import { enough, noBreach, objectOf } from './read.ts'

/** Biases are given by token id. */
export const logitBiasKeys: Rule = {
  name: 'logit-bias-keys',
  source: 'wire-format 3.5 (S); wording as users report it (R)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: ({ logit_bias }) => {
    if (typeof logit_bias !== 'object') return noBreach
    const breaches: Breach[] = []
    for (const key in objectOf(logit_bias)) {
      if (/^\d{1,9}$/.test(key)) continue
      const message = `Invalid key in 'logit_bias': ${shortened(key)}. You should only be submitting non-negative integers.`
      breaches.push({ path: ['logit_bias', key], error: invalidRequest(message, 'logit_bias') })
      if (breaches.length === enough) break
    }
    return breaches
  },
}
