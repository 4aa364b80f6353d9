import { sampleRate, type AudioFormat } from './format.ts'

/** Bare samples of 16 bits, the low byte first: the one form that is streamed. */
export const pcm16: AudioFormat = {
  name: 'pcm16',
  silence: (seconds) => new Uint8Array(Math.ceil(seconds * sampleRate) * 2),
}
