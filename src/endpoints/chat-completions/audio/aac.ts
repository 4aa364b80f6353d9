import { repeated } from './bytes.ts'
import { framesIn, type AudioFormat } from './format.ts'

const samples = 1_024

/** ADTS header: MPEG-4, low complexity, 24 kHz, mono, 11 bytes, without a checksum. */
const header = [0xff, 0xf1, 0x58, 0x40, 0x01, 0x7f, 0xfc]
/** One channel with no band of frequencies in it, and the end mark. */
const nothing = [0x00, 0x00, 0x00, 0x07]

/** AAC in frames that describe themselves. */
export const aac: AudioFormat = {
  name: 'aac',
  silence: (seconds) => repeated([...header, ...nothing], framesIn(seconds, samples)),
}
