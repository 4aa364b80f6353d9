import type { OutgoingRequest } from '../conformance.ts'
import type { VerifyOptions } from './run.ts'
import type { Trial } from './trial.ts'

const encoder = new TextEncoder()

/** A trial as it is sent: to the target or nowhere. Throws when its path would lead to another host. */
export const toOutgoing = (
  { request, expect }: Trial,
  { baseUrl, key, headers: usual = {} }: Pick<VerifyOptions, 'baseUrl' | 'key' | 'headers'>,
): OutgoingRequest => {
  const url = `${baseUrl}${request.path}`
  if (!request.path.startsWith('/') || new URL(url).origin !== new URL(baseUrl).origin)
    throw new Error(`${request.path} leads away from the target`)
  const { method, body, pad } = request
  const all = {
    authorization: `Bearer ${key}`,
    ...(body !== '' && { 'content-type': 'application/json' }),
    accept: expect.stream ? 'text/event-stream' : 'application/json',
    ...usual,
    ...request.headers,
  }
  return {
    method,
    url,
    headers: Object.fromEntries(Object.entries(all).filter((header): header is [string, string] => header[1] !== null)),
    body: encoder.encode(body.padEnd(pad)),
  }
}
