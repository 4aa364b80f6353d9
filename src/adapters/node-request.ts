import type { IncomingMessage } from 'node:http'

const empty = new Uint8Array(0)

/**
 * The body of a request; of one over the limit, its first `limit` bytes and one more, as soon as they are there.
 * Of a client that goes away before the end nothing comes any more: nobody is there to be answered.
 */
export const readBody = (request: IncomingMessage, limit: number): Promise<Uint8Array> | Uint8Array => {
  const { headers } = request
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return empty
  return new Promise((resolve) => {
    let first: Uint8Array = empty
    let parts: Uint8Array[] | undefined
    let length = 0
    const keep = (part: Uint8Array): void => {
      if (length === 0) first = part
      else (parts ??= [first]).push(part)
      length += part.length
      if (length <= limit) return
      // What follows is thrown away, by whoever answers.
      request.off('data', keep)
      request.pause()
      resolve(Buffer.concat(parts ?? [first], length).subarray(0, limit + 1))
    }
    request.on('data', keep)
    request.on('end', () => {
      resolve(parts === undefined ? first : Buffer.concat(parts, length))
      // The request lives as long as its answer; what was read of it need not.
      first = empty
      parts = undefined
    })
  })
}
