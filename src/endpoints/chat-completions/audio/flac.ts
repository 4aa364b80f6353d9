import { big, bytes } from './bytes.ts'
import { checksum } from './checksum.ts'
import { framesIn, sampleRate, type AudioFormat } from './format.ts'

const samples = 4_096

/** FLAC: a description of the stream, then frames in which one value stands for all samples. */
export const flac: AudioFormat = {
  name: 'flac',
  silence: (seconds) => {
    const frames = framesIn(seconds, samples)
    return bytes('fLaC', streamInfo(frames), ...Array.from({ length: frames }, (_, index) => frame(index)))
  },
}

/** The only block of metadata, hence the last: sizes of frames and a digest of the samples are optional, zero says unknown. */
const streamInfo = (frames: number): Uint8Array =>
  bytes(
    [0x80],
    big(34, 3),
    big(samples, 2), // shortest and longest block
    big(samples, 2),
    big(0, 3),
    big(0, 3),
    // 20 bits of rate, 3 of channels - 1, 5 of bits a sample - 1, 36 of samples in all.
    big(sampleRate * 16, 3),
    big(0xf0, 1),
    big(frames * samples, 4),
    big(0, 16),
  )

/** Blocks of 4,096 samples, 24 kHz, mono, 16 bits; the one value is 0. */
const frame = (index: number): Uint8Array => {
  const header = [0xff, 0xf8, 0xc7, 0x08, ...utf8Number(index)]
  const checked = [...header, checksum(header, 8, 0x07), 0x00, 0x00, 0x00]
  return bytes(checked, big(checksum(checked, 16, 0x8005), 2))
}

/** Frames are numbered like characters are written in UTF-8. */
const utf8Number = (value: number): readonly number[] => {
  if (value < 0x80) return [value]
  if (value < 0x800) return [0xc0 | (value >> 6), 0x80 | (value & 0x3f)]
  return [0xe0 | (value >> 12), 0x80 | ((value >> 6) & 0x3f), 0x80 | (value & 0x3f)]
}
