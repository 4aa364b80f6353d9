import { invalidRequest } from '../../core/api-error.ts'
import type { Breach, Rule } from '../../core/rule.ts'
import { paramOf } from '../../core/violation.ts'
import { enough, itemsOf, noBreach, objectOf, profileFor } from './read.ts'

/** Some models take no instructions of certain roles: o1-mini and o1-preview no `system`. */
export const systemRole: Rule = {
  name: 'system-role',
  source: 'wire-format 2.3 (C); developer alike (A)',
  side: 'request',
  dialects: ['openai'],
  strictness: ['practical'],
  check: (body) => {
    const { refused_roles: refused } = profileFor(body)
    if (refused === undefined) return noBreach
    const breaches: Breach[] = []
    const items = itemsOf(body['messages'])
    for (let index = 0; index < items.length && breaches.length < enough; index++) {
      const { role } = objectOf(items[index])
      if (typeof role !== 'string' || !refused.includes(role)) continue
      const path = ['messages', index, 'role']
      const param = paramOf(path)
      const message = `Unsupported value: '${param}' does not support '${role}' with this model.`
      breaches.push({ path, error: invalidRequest(message, param, 'unsupported_value') })
    }
    return breaches
  },
}
