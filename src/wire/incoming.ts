import type { Incoming } from '../core/incoming.ts'
import { readAll } from './read.ts'

const empty = new Uint8Array(0)

/** A web-standard request as every door hands it on; of a body over the limit only one byte more than that is read. */
export const toIncoming = async (request: Request, bodyLimit: number): Promise<Incoming> => {
  const { pathname, search } = new URL(request.url)
  return {
    method: request.method.toUpperCase(),
    path: pathname,
    query: search.slice(1),
    headers: Object.fromEntries(request.headers),
    body: await readBody(request, bodyLimit),
  }
}

const readBody = async (request: Request, limit: number): Promise<Uint8Array> => {
  if (request.body === null) return empty
  // Not every browser shows the body of a request as a stream.
  const stream: ReadableStream<Uint8Array> | undefined = request.body
  return stream === undefined ? new Uint8Array(await request.arrayBuffer()) : readAll(stream, limit)
}
