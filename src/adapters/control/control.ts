import type { Incoming } from '../../core/incoming.ts'
import type { SentReply } from '../../core/reply.ts'
import type { Cuecard } from '../../cuecard.ts'
import { createGuard } from './guard.ts'
import { operations } from './list.ts'
import { refuse, type Answer } from './operation.ts'
import { readAsked } from './read.ts'

export interface ControlSettings {
  /** Whoever sends it as a bearer token is answered, and nobody else. Absent: programs of this machine are. */
  readonly token?: string
}

/** Answers what other processes ask of the cuecard: the operations of the list. */
export const createControl = (
  cuecard: Cuecard,
  { token }: ControlSettings = {},
): ((incoming: Incoming) => Promise<Answer>) => {
  const guard = createGuard(token)
  return async (incoming) => {
    const method = incoming.method === 'HEAD' ? 'GET' : incoming.method
    const here = operations.filter(({ path }) => path === incoming.path)
    const operation = here.find((candidate) => candidate.method === method)
    const refusal = method === 'OPTIONS' ? noPreflight : guard(incoming, operation)
    if (refusal !== undefined) return refusal
    if (operation === undefined) return here.length === 0 ? unknownPath(incoming) : wrongMethod(incoming, here)
    const asked = readAsked(incoming, operation, cuecard.bodyLimit)
    if ('status' in asked) return asked
    const { headers } = incoming
    return operation.answer({
      ...asked,
      cuecard,
      headers,
      url: urlOf(headers),
      guarded: token !== undefined,
      operations,
    })
  }
}

const noPreflight = refuse(403, 'foreign_origin', 'pages of other origins may not use the control API')

const unknownPath = ({ path }: Incoming): SentReply => {
  const known = [...new Set(operations.map((operation) => operation.path))]
  return refuse(404, 'not_found', `there is no ${path}: ask ${known.join(', ')}`)
}

const wrongMethod = ({ method, path }: Incoming, here: readonly { readonly method: string }[]): SentReply => {
  const allowed = here.map((operation) => operation.method)
  const refusal = refuse(405, 'method_not_allowed', `${path} takes ${allowed.join(' or ')}, not ${method}`)
  return { ...refusal, headers: { ...refusal.headers, allow: allowed.join(', ') } }
}

/** As the client called it; whoever says strange things of itself gets no link to it. */
const urlOf = ({ host = '' }: Incoming['headers']): string =>
  `http://${/^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i.test(host) ? host : '127.0.0.1'}`
