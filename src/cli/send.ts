import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { Answer, Send } from '../checks/conformance.ts'

/** Of a longer refusal only the beginning is read. */
const mostBytes = 1024 * 1024

/**
 * Sends exactly the headers it is given, which `fetch` does not: it adds an Accept header. Follows no redirect. What a service says when it
 * accepts is not read: cutting it off spares the service the rest.
 */
export const sendOverHttp: Send = ({ url, method, headers, body }, signal) =>
  new Promise<Answer>((resolve, reject) => {
    const request = url.startsWith('https:') ? requestSecure : requestPlain
    const outgoing = request(url, {
      method,
      headers: { ...headers, 'content-length': body.length },
      signal,
      // A kept connection may be closed by the server in the moment it is used again, which would look like a missing answer.
      agent: false,
    })
    // A server may answer and hang up before it has read a long body: the answer has come by then.
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      const status = response.statusCode ?? 0
      if (status >= 200 && status < 300) {
        resolve({ status, text: '' })
        response.destroy()
        return
      }
      const parts: Buffer[] = []
      let bytes = 0
      const finish = (): void => resolve({ status, text: Buffer.concat(parts).toString() })
      response.on('data', (part: Buffer) => {
        parts.push(part)
        bytes += part.length
        if (bytes < mostBytes) return
        finish()
        response.destroy()
      })
      response.on('end', finish)
      response.on('error', reject)
    })
    outgoing.end(body)
  })
