import type { Manner, StreamManner } from './scenario.ts'

/** A manner laid over another: what it says wins, header by header. */
export const overlayManner = (under: Manner, over: Manner): Manner => ({
  ...under,
  ...over,
  ...(over.headers !== undefined && { headers: { ...under.headers, ...over.headers } }),
  ...(over.stream !== undefined && { stream: overlayStream(under.stream, over.stream) }),
})

/** The same for how a stream is sent; a `pace` that is named takes the single times below it out of force. */
export const overlayStream = (under: StreamManner = {}, over: StreamManner = {}): StreamManner => {
  if (over.pace === undefined) return { ...under, ...over }
  return under.chunk === undefined ? over : { chunk: under.chunk, ...over }
}
