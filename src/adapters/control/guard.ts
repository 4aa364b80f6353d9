import { createHash, timingSafeEqual } from 'node:crypto'
import type { Incoming } from '../../core/incoming.ts'
import type { SentReply } from '../../core/reply.ts'
import { refuse, type Operation } from './operation.ts'

/** Says why a request may not be answered; undefined when it may. */
export type Guard = (incoming: Incoming, operation: Operation | undefined) => SentReply | undefined

/**
 * Without a token only programs and pages of this machine are answered: a page from elsewhere shows itself by `Origin` or
 * `Sec-Fetch-Site`, or, when its name was made to lead here (DNS rebinding), by `Host`. With a token whoever has it is.
 */
export const createGuard = (token: string | undefined): Guard => {
  if (token === undefined) return strangers
  const wanted = digest(token)
  return ({ headers }, operation) => {
    if (operation?.open === true) return undefined
    const given = /^bearer +(?<token>.+)$/i.exec(headers['authorization'] ?? '')?.groups?.['token']
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) return undefined
    const refusal = refuse(401, 'unauthorized', 'the control API wants its token here: authorization: Bearer <token>')
    return { ...refusal, headers: { ...refusal.headers, 'www-authenticate': 'Bearer' } }
  }
}

/** Digests have one length, which is all that comparing them in constant time asks for. */
const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest()

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i

const strangers: Guard = ({ headers }, operation) => {
  const { host = '', origin, 'sec-fetch-site': site } = headers
  if (!loopback.test(host)) return forbid('foreign_host', `it was asked for as "${host}"`)
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return forbid('foreign_origin', `a page of ${origin} asks`)
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (isForeign && operation?.open !== true) return forbid('foreign_origin', 'a page of another origin asks')
  return undefined
}

const forbid = (code: string, fact: string): SentReply =>
  refuse(
    403,
    code,
    `the control API answers only programs of this machine and its own page, and ${fact}: ask http://127.0.0.1, or start with --control-token <token> ({ control: { token } }) and send it as a bearer token`,
  )
