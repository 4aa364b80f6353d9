import { repeated } from './bytes.ts'
import { framesIn, type AudioFormat } from './format.ts'

const samples = 576
const frameLength = 24

/** MPEG-2 layer III, 24 kHz, mono, 8 kbit/s, without a checksum; side information that is all zeros is silence. */
const frame = [0xff, 0xf3, 0x14, 0xc4, ...Array.from({ length: frameLength - 4 }, () => 0)]

/** Frames one after another, as every player of MP3 takes them. */
export const mp3: AudioFormat = {
  name: 'mp3',
  silence: (seconds) => repeated(frame, framesIn(seconds, samples)),
}
