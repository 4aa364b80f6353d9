import type { Incoming } from '../../core/incoming.ts'
import { isPassed, type Exchange } from '../../core/reply.ts'
import { createCuecard, type Cuecard } from '../../cuecard.ts'
import { dialectNamed } from '../../dialects/dialects.ts'
import { locate } from '../../dialects/locate.ts'

/**
 * A cuecard that lets every call through to a service and only looks at it: what breaks a contract stands in its journal.
 * `target` is the base URL of the service, or its origin alone where it has the dialect's base path.
 */
export const createProxy = (target: string, dialect: string): Cuecard => {
  const spoken = dialectNamed(dialect)
  const upstream = baseOf(target, spoken?.basePath ?? '')
  const cuecard = createCuecard({
    dialect,
    upstream,
    auth: 'off',
    onViolation: 'record',
    onUnmatched: 'passthrough',
    onUnserved: 'passthrough',
  })
  const respond = async (incoming: Incoming): Promise<Exchange> => {
    const exchange = await cuecard.respond(incoming)
    const path = spoken === undefined ? undefined : locate(incoming, spoken).path
    // What we would refuse, or answer ourselves, is for the service to decide.
    if (isPassed(exchange.reply) || path === undefined || incoming.method === 'OPTIONS') return exchange
    const query = incoming.query === '' ? '' : `?${incoming.query}`
    return { reply: { passthrough: true, target: `${upstream}${path}${query}` }, settle: exchange.settle }
  }
  // Everything else is read through to the cuecard, whenever it is asked.
  return Object.create(cuecard, { respond: { value: respond, enumerable: true } }) as Cuecard // what it inherits from
}

const baseOf = (target: string, basePath: string): string => {
  const url = new URL(target)
  return url.pathname === '/' ? `${url.origin}${basePath}` : target.replace(/\/+$/, '')
}
