import { isJsonObject, type Json } from '../../../core/json.ts'
import { base64Bytes, bytesOfDataUrl, type Base64Bytes } from './base64-bytes.ts'

/** One token for every 100 milliseconds of sound that a model hears (D). */
const tokensPerSecond = 10

/** Sound that does not tell how long it is counts by its size, as at 128 kbit/s (A). */
const usualBytesPerSecond = 16_000
/** What a header tells is not believed beyond this: files that are slower are not speech. */
const fewestBytesPerSecond = 1_000

/** Tokens of an `input_audio` part; 0 for any other. */
export const soundTokens = (part: Json): number => {
  if (!isJsonObject(part) || part['type'] !== 'input_audio' || !isJsonObject(part['input_audio'])) return 0
  const { data } = part['input_audio']
  if (typeof data !== 'string') return 0
  const bytes = bytesOfDataUrl(data) ?? base64Bytes(data)
  const seconds = wavSeconds(bytes) ?? mp3Seconds(bytes) ?? bytes.length / usualBytesPerSecond
  return Math.ceil(Math.min(seconds, bytes.length / fewestBytesPerSecond) * tokensPerSecond)
}

/** Chunks that are passed over on the way to the samples. */
const mostChunks = 100

/** The samples of a WAV by its bytes a second; a recording that was streamed claims more samples than there are. */
const wavSeconds = (bytes: Base64Bytes): number | undefined => {
  if (!bytes.says(0, 'RIFF') || !bytes.says(8, 'WAVE')) return undefined
  let rate = 0
  for (let chunk = 0, at = 12; chunk < mostChunks && at + 8 <= bytes.length; chunk++) {
    const size = bytes.little(at + 4, 4)
    if (size < 0) return undefined
    if (bytes.says(at, 'fmt ')) rate = bytes.little(at + 16, 4)
    if (bytes.says(at, 'data')) return rate > 0 ? Math.min(size, bytes.length - at - 8) / rate : undefined
    at += 8 + size + (size % 2)
  }
  return undefined
}

/** Kilobits a second of layer III, by the four bits of a frame's header. */
const bitRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const lowBitRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const sampleRates = [44_100, 48_000, 32_000]

/** The first frame of an MP3 tells how many there are, else how many bits a second take. */
const mp3Seconds = (bytes: Base64Bytes): number | undefined => {
  const start = bytes.says(0, 'ID3') ? 10 + sevenBits(bytes, 6) : 0
  const header = bytes.big(start, 4)
  // The sync of eleven bits, a known version, layer III.
  if (header < 0 || header >>> 21 !== 0x7ff || ((header >> 17) & 3) !== 1) return undefined
  const version = (header >> 19) & 3
  const isFirst = version === 3
  const bits = (isFirst ? bitRates : lowBitRates)[(header >> 12) & 15] ?? 0
  const rate = (sampleRates[(header >> 10) & 3] ?? 0) / (isFirst ? 1 : version === 2 ? 2 : 4)
  if (bits === 0 || rate === 0 || version === 1) return undefined
  const isMono = ((header >> 6) & 3) === 3
  const tag = start + 4 + (isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17)
  const isCounted = (bytes.says(tag, 'Xing') || bytes.says(tag, 'Info')) && (bytes.at(tag + 7) & 1) === 1
  return isCounted
    ? (bytes.big(tag + 8, 4) * (isFirst ? 1_152 : 576)) / rate
    : ((bytes.length - start) * 8) / (bits * 1_000)
}

/** Four bytes of seven bits each. */
const sevenBits = (bytes: Base64Bytes, at: number): number =>
  [0, 1, 2, 3].reduce((value, index) => value * 128 + Math.max(0, bytes.at(at + index)), 0)
