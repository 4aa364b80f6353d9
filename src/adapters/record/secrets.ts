import { keyOf } from '../../core/controls.ts'
import type { Incoming } from '../../core/incoming.ts'

/** Something that must not be written, and what stands in for it. */
export interface Secret {
  readonly text: string
  readonly standIn: string
}

/** What is written in place of a key, a cookie, or whatever else was redacted. */
export const redacted = '[redacted]'

/** Headers of a service that name the account, and what a cuecard says there. */
export const standIns: Readonly<Record<string, string>> = {
  'openai-organization': 'org-cuecard',
  'openai-project': 'proj_CuecardCuecardCuecard123',
}

const ofKeys =
  /cookie|authoriz|api-?key|secret|credential|password|signature|session|(^|-)(token|jwt|sid|csrf|xsrf|auth|key)(-(id|value))?$/
const ofAccounts =
  /(^|-)(organi[sz]ation|org|project|account|tenant|subscription|customer|user|workspace|team|deployment-owner)(-(id|name|email|slug))?$/

/** Whether the values of a header tell who calls, or let others call. */
export const isSecretHeader = (name: string): boolean => ofKeys.test(name) || ofAccounts.test(name)

/** Every key, cookie and account that a call carries, on its way there and on its way back. */
export const secretsOf = ({ headers, query }: Incoming, answered: Headers): readonly Secret[] => {
  const secret = (text: string): Secret => ({ text, standIn: redacted })
  const key = keyOf(headers)
  return [
    ...(key === undefined ? [] : [secret(key)]),
    ...Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : secretsIn(name, value))),
    ...[...answered].flatMap(([name, value]) => secretsIn(name, value)),
    ...[...new URLSearchParams(query)].filter(([name]) => ofQuery.test(name)).map(([, value]) => secret(value)),
  ].filter(({ text }) => isTelling(text))
}

const ofQuery = /key|token|secret|signature|^sig$|password|^code$/i

const secretsIn = (name: string, value: string): readonly Secret[] => {
  if (!isSecretHeader(name)) return []
  const standIn = standIns[name] ?? redacted
  const texts =
    name === 'cookie' || name === 'set-cookie'
      ? value.split(/;\s*/, name === 'cookie' ? 100 : 1).map((pair) => pair.slice(pair.indexOf('=') + 1))
      : [value, value.replace(/^\w+ /, '')]
  return texts.map((text) => ({ text: text.trim(), standIn }))
}

/** Keys that people write where none is needed (`EMPTY`, `ollama`) are words, and stand in texts as such. */
const isTelling = (text: string): boolean => text.length >= (/^[a-z]+$/i.test(text) ? 16 : 5)
