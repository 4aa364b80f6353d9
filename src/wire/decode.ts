import type { Incoming } from '../core/incoming.ts'
import type { SentReply } from '../core/reply.ts'
import { refusal } from './failure.ts'
import { readAll } from './read.ts'

const formats: Readonly<Record<string, CompressionFormat | undefined>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
}

/** Whether the body came compressed. */
export const isEncoded = ({ headers, body }: Incoming): boolean => {
  const encoding = headers['content-encoding']
  return encoding !== undefined && encoding !== '' && encoding !== 'identity' && body.length > 0
}

/**
 * The request with its body unpacked, at most one byte more than the limit: a small body may unpack to gigabytes.
 * Bodies that cannot be unpacked get a 415 or 400 that says so.
 */
export const decode = async (incoming: Incoming, limit: number): Promise<Incoming | SentReply> => {
  const encoding = incoming.headers['content-encoding']?.trim().toLowerCase() ?? ''
  const format = Object.hasOwn(formats, encoding) ? formats[encoding] : undefined
  if (format === undefined)
    return refusal(
      415,
      `Unsupported content encoding '${encoding}': send the body as gzip, as deflate, or uncompressed.`,
    )
  try {
    const packed = new Blob([new Uint8Array(incoming.body)]).stream()
    return { ...incoming, body: await readAll(packed.pipeThrough(new DecompressionStream(format)), limit) }
  } catch {
    // The only way to fail is a body that is not what its header says.
    return refusal(400, `The body of the request is not valid ${encoding}.`)
  }
}
