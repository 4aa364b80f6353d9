const empty = new Uint8Array(0)

/** Everything a stream of bytes holds; of one that holds more than `limit`, one byte more than that. */
export const readAll = async (stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> => {
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return joinBytes(parts, length)
    parts.push(value)
    length += value.length
    if (length <= limit) continue
    // Nobody waits for the rest; a source that fails to stop is its own affair.
    reader.cancel().catch(() => undefined)
    return joinBytes(parts, length).subarray(0, limit + 1)
  }
}

/** Parts of `length` bytes in all as one; a single part is not copied. */
export const joinBytes = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  const [first = empty] = parts
  if (parts.length < 2) return first
  const whole = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
