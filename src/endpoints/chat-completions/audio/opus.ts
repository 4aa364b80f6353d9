import { bytes, little } from './bytes.ts'
import { checksum } from './checksum.ts'
import type { AudioFormat } from './format.ts'
import { sampleRate } from './format.ts'

/** Opus counts at this rate, whatever it was made from. */
const clock = 48_000
/** Samples of a packet of 20 milliseconds, and what a decoder drops at the beginning. */
const samples = 960
const skipped = 312
/** Packets of a second a page. */
const mostPackets = 50
/** A whole band of 20 milliseconds in which nothing sounds. */
const packet = [0xf8, 0xff, 0xfe]

/** Opus in Ogg pages: a head, tags, then packets. */
export const opus: AudioFormat = {
  name: 'opus',
  silence: (seconds) => {
    const packets = Math.ceil((seconds * clock + skipped) / samples)
    const pages = Math.ceil(packets / mostPackets)
    return bytes(
      page(0, first, 0, [head]),
      page(1, 0, 0, [tags]),
      ...Array.from({ length: pages }, (_, index) => {
        const before = index * mostPackets
        const here = Math.min(mostPackets, packets - before)
        const contents = Array.from({ length: here }, () => packet)
        return page(index + 2, index === pages - 1 ? last : 0, (before + here) * samples, contents)
      }),
    )
  },
}

// Flags of a page.
const first = 2
const last = 4

/** One stream is in the file; any number names it. */
const serial = 1

const head = [
  ...bytes('OpusHead', [1, 1], little(skipped, 2), little(sampleRate, 4), little(0, 2), [0]), // version, channels … gain, mapping
]

const vendor = 'cuecard'
const tags = [...bytes('OpusTags', little(vendor.length, 4), vendor, little(0, 4))]

/** A page of packets, none of which is as long as 255 bytes; `position`: samples until its end. */
const page = (number: number, flags: number, position: number, packets: readonly (readonly number[])[]): Uint8Array => {
  const lengths = packets.map(({ length }) => length)
  const open = (sum: number): Uint8Array =>
    bytes(
      'OggS',
      [0, flags],
      little(position, 8),
      little(serial, 4),
      little(number, 4),
      little(sum, 4),
      [lengths.length],
      lengths,
      ...packets,
    )
  return open(checksum(open(0), 32, 0x04c11db7))
}
