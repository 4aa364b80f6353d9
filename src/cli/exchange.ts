import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { Exchange } from '../checks/verify/run.ts'
import type { Received } from '../checks/verify/trial.ts'

/** Of a longer answer only the beginning is read. */
const mostBytes = 32 * 1024 * 1024

/**
 * Sends exactly the headers it is given and reads the whole answer, also one that breaks off. Follows no redirect: a key goes to the host of
 * the URL and to no other.
 */
export const exchangeOverHttp: Exchange = ({ url, method, headers, body }, signal) =>
  new Promise<Received>((resolve, reject) => {
    const request = url.startsWith('https:') ? requestSecure : requestPlain
    const length = body.length === 0 && method !== 'POST' ? {} : { 'content-length': body.length }
    const outgoing = request(url, {
      method,
      headers: { ...headers, ...length },
      signal,
      // A kept connection may be closed by the server in the moment it is used again, which would look like a missing answer.
      agent: false,
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      // A broken connection is the response's matter once there is one, and a server may hang up before it has read a long body.
      outgoing.off('error', reject).on('error', () => {})
      read(response, signal).then(resolve, reject)
    })
    outgoing.end(body)
  })

const read = (response: IncomingMessage, signal: AbortSignal): Promise<Received> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let bytes = 0
    const finish = (end: Received['end']): void =>
      resolve({ status: response.statusCode ?? 0, headers: headersOf(response), bytes: Buffer.concat(parts), end })
    response.on('data', (part: Buffer) => {
      parts.push(part)
      bytes += part.length
      if (bytes <= mostBytes) return
      finish('endless')
      response.destroy()
    })
    response.on('end', () => finish(response.complete ? 'complete' : 'cut'))
    // What came before the connection broke is an answer too, unless it was broken off from here.
    response.on('error', (error) => (signal.aborted ? reject(error) : finish('cut')))
  })

const headersOf = ({ headers }: IncomingMessage): Received['headers'] =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  )
