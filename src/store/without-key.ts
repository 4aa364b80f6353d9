import { maskKey } from '../core/mask.ts'

/**
 * The value of a header as it may be kept: keys are masked whatever the header of the gateway in front is called.
 * `Bearer sk-abcde*****wxyz`: the scheme is no secret, nor are the names of cookies.
 */
export const withoutKey = (name: string, value: string): string => {
  if (!isSecret(name)) return value
  if (name === 'cookie' || name === 'set-cookie') return value.replaceAll(/(^|; *)([^;=]*=)?[^;]+/g, '$1$2***')
  const [scheme = ''] = schemes.exec(value) ?? []
  return scheme + maskWell(value.slice(scheme.length))
}

const ofKeys =
  /cookie|authoriz|api-?key|secret|credential|password|signature|(^|-)(token|jwt|sid|csrf|xsrf|auth|(?<!idempotency-)key)$/

/** The same few names come with every call. */
const known = new Map<string, boolean>()
const mostKnown = 1_000

/** Whether the header of that name carries a key. */
export const isSecret = (name: string): boolean => {
  const found = known.get(name)
  if (found !== undefined) return found
  if (known.size >= mostKnown) known.clear()
  const secret = ofKeys.test(name)
  known.set(name, secret)
  return secret
}

const schemes = /^(?:bearer|basic|digest|token|negotiate|apikey) +/i

/** At least half is hidden: what the service echoes whole (short keys), or nearly, is hidden here too. */
const maskWell = (secret: string): string => {
  if (secret.length >= 24) return maskKey(secret)
  return `${secret.length < 6 ? '' : secret.slice(0, 3)}***`
}
