import { expect, test } from 'vitest'
import { soundOf } from '../../../../src/endpoints/chat-completions/audio/sound.ts'

/* Reads each form as its own description has it, so that what is written is held to something else than itself. */

const fileOf = (format: string, seconds: number): Buffer => Buffer.from(soundOf(format, seconds), 'base64')

test.each([0.1, 1, 2.34, 61])('pcm16 of %d seconds is as many samples of 16 bits, at 24 kHz', (seconds) => {
  const samples = fileOf('pcm16', seconds)

  expect(samples.length).toBe(Math.ceil(seconds * 10) * 2_400 * 2)
  expect(samples.every((byte) => byte === 0)).toBe(true)
})

test('wav is a header that fits the samples behind it', () => {
  const file = fileOf('wav', 1.5)

  const text = (at: number): string => file.toString('latin1', at, at + 4)
  expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data'])
  expect({
    rest: file.readUInt32LE(4),
    format: file.readUInt16LE(20),
    channels: file.readUInt16LE(22),
    rate: file.readUInt32LE(24),
    bytesPerSecond: file.readUInt32LE(28),
    bytesPerSample: file.readUInt16LE(32),
    bits: file.readUInt16LE(34),
    data: file.readUInt32LE(40),
  }).toEqual({
    rest: file.length - 8,
    format: 1,
    channels: 1,
    rate: 24_000,
    bytesPerSecond: 48_000,
    bytesPerSample: 2,
    bits: 16,
    data: 72_000,
  })
  expect(file.length).toBe(44 + 72_000)
})

test('mp3 is frame after frame of MPEG-2 layer III', () => {
  const file = fileOf('mp3', 2)

  let frames = 0
  for (let at = 0; at < file.length; frames++) {
    expect(file.readUInt16BE(at)).toBe(0xfff3)
    const kilobits = [0, 8, 16, 24, 32, 40, 48, 56][(file[at + 2] ?? 0) >> 4] ?? 0
    const rate = [22_050, 24_000, 16_000][((file[at + 2] ?? 0) >> 2) & 3] ?? 0
    at += Math.floor((72 * kilobits * 1_000) / rate)
    expect(at).toBeLessThanOrEqual(file.length)
  }
  expect((frames * 576) / 24_000).toBeCloseTo(2, 1)
})

test('aac is frame after frame of ADTS', () => {
  const file = fileOf('aac', 2)

  let frames = 0
  for (let at = 0; at < file.length; frames++) {
    const word = file.readUInt32BE(at)
    expect({
      sync: word >>> 20,
      profile: (word >>> 14) & 3,
      rate: (word >>> 10) & 15,
      channels: (word >>> 6) & 7,
    }).toEqual({ sync: 0xfff, profile: 1, rate: 6, channels: 1 })
    at += (file.readUIntBE(at + 3, 3) >> 5) & 0x1fff || file.length
    expect(at).toBeLessThanOrEqual(file.length)
  }
  expect((frames * 1_024) / 24_000).toBeCloseTo(2, 1)
})

/** A cyclic redundancy check, bit by bit over the whole message, as textbooks have it. */
const remainder = (data: Uint8Array, bits: number, polynomial: bigint): number => {
  let sum = 0n
  const top = 1n << BigInt(bits)
  const full = polynomial | top
  const message = [...data, ...Array.from({ length: bits / 8 }, () => 0)]
  for (const byte of message)
    for (let bit = 7; bit >= 0; bit--) {
      sum = (sum << 1n) | BigInt((byte >> bit) & 1)
      if ((sum & top) !== 0n) sum ^= full
    }
  return Number(sum)
}

test('flac describes its samples, and every frame is checked twice', () => {
  const file = fileOf('flac', 25)

  expect(file.toString('latin1', 0, 4)).toBe('fLaC')
  expect(file.readUInt32BE(4)).toBe(0x80000022)
  expect([file.readUInt16BE(8), file.readUIntBE(18, 3) >> 4]).toEqual([4_096, 24_000])
  const samples = file.readUInt32BE(22)
  let frames = 0
  for (let at = 42; at < file.length; frames++) {
    const header = frames < 0x80 ? 5 : 6
    expect(file.readUInt32BE(at)).toBe(0xfff8c708)
    expect(file[at + header]).toBe(remainder(file.subarray(at, at + header), 8, 0x07n))
    const end = at + header + 1 + 3
    expect(file.readUInt16BE(end)).toBe(remainder(file.subarray(at, end), 16, 0x8005n))
    at = end + 2
  }
  expect(frames * 4_096).toBe(samples)
  expect(samples / 24_000).toBeCloseTo(25, 0)
})

test('opus is pages of Ogg: a head, tags, and packets until the last', () => {
  const file = fileOf('opus', 2.5)

  const pages: { flags: number; position: number; number: number; sizes: number[]; body: Buffer }[] = []
  for (let at = 0; at < file.length;) {
    const count = file[at + 26] ?? 0
    const sizes = [...file.subarray(at + 27, at + 27 + count)]
    const start = at + 27 + count
    const end = start + sizes.reduce((sum, size) => sum + size, 0)
    const unchecked = Buffer.from(file.subarray(at, end))
    unchecked.writeUInt32LE(0, 22)
    expect(file.toString('latin1', at, at + 4)).toBe('OggS')
    expect(file.readUInt32LE(at + 22)).toBe(remainder(unchecked, 32, 0x04c11db7n))
    pages.push({
      flags: file[at + 5] ?? 0,
      position: Number(file.readBigUInt64LE(at + 6)),
      number: file.readUInt32LE(at + 18),
      sizes,
      body: file.subarray(start, end),
    })
    at = end
  }
  expect(pages.map(({ flags }) => flags)).toEqual([2, 0, 0, 0, 4])
  expect(pages.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4])
  expect(pages.slice(0, 2).map(({ body }) => body.toString('latin1', 0, 8))).toEqual(['OpusHead', 'OpusTags'])
  expect([pages[0]?.sizes, pages[1]?.sizes]).toEqual([[19], [23]])
  const skipped = pages[0]?.body.readUInt16LE(10) ?? 0
  expect(((pages.at(-1)?.position ?? 0) - skipped) / 48_000).toBeCloseTo(2.5, 1)
  expect(pages.slice(2).flatMap(({ sizes }) => sizes)).toEqual(Array.from({ length: 126 }, () => 3))
})

test('an unknown form is as good as wav, and no time is a tenth of a second', () => {
  expect(soundOf('vinyl', 1)).toBe(soundOf('wav', 1))
  expect(soundOf('pcm16', 0)).toBe(soundOf('pcm16', 0.1))
})
