import { bytes, little } from './bytes.ts'
import { sampleRate, type AudioFormat } from './format.ts'
import { pcm16 } from './pcm16.ts'

/** RIFF WAVE: a header in front of bare samples. */
export const wav: AudioFormat = {
  name: 'wav',
  silence: (seconds) => {
    const samples = pcm16.silence(seconds)
    const format = bytes(
      little(1, 2), // linear
      little(1, 2), // channels
      little(sampleRate, 4),
      little(sampleRate * 2, 4), // bytes a second
      little(2, 2), // bytes a sample
      little(16, 2), // bits a sample
    )
    const chunks = bytes('WAVE', 'fmt ', little(format.length, 4), format, 'data', little(samples.length, 4), samples)
    return bytes('RIFF', little(chunks.length, 4), chunks)
  },
}
