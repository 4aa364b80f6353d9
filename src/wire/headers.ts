import type { Incoming } from '../core/incoming.ts'
import type { SentReply } from '../core/reply.ts'

type Headers = Readonly<Record<string, string>>

const none: Headers = {}

/** Headers that scripts in a browser may read; without this list they see almost none. */
const exposed = [
  'retry-after',
  'retry-after-ms',
  'x-request-id',
  'x-should-retry',
  'openai-model',
  'openai-organization',
  'openai-processing-ms',
  'openai-project',
  'openai-version',
  ...['limit', 'remaining', 'reset'].flatMap((kind) => [`x-ratelimit-${kind}-requests`, `x-ratelimit-${kind}-tokens`]),
].join(', ')

/** Headers that let a page of another origin read the answer; none for clients that are no browser. */
export const corsHeaders = ({ headers }: Incoming): Headers => {
  const { origin } = headers
  if (origin === undefined) return none
  return { ...allowOrigin(origin), 'access-control-expose-headers': exposed }
}

/** The answer to a browser that asks what a page may send: everything it asks for. */
export const preflight = ({ headers }: Incoming): SentReply => ({
  status: 204,
  headers: {
    ...allowOrigin(headers['origin'] ?? '*'),
    'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? 'authorization, content-type',
    'access-control-max-age': '600',
    ...(headers['access-control-request-private-network'] === 'true' && {
      'access-control-allow-private-network': 'true',
    }),
    vary: 'origin, access-control-request-headers',
  },
  delay: 0,
  body: { kind: 'none' },
})

/** `*` would not do for pages that send credentials. */
const allowOrigin = (origin: string): Headers =>
  origin === '*'
    ? { 'access-control-allow-origin': '*' }
    : { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', vary: 'origin' }
