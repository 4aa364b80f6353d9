/** A form that sound is sent in. */
export interface AudioFormat {
  /** As `audio.format` calls it. */
  readonly name: string
  /** A whole file with this many seconds of silence, one channel, in whole frames. */
  silence(seconds: number): Uint8Array
}

/** Samples a second, as the service speaks. */
export const sampleRate = 24_000

/** Frames of so many samples that it takes to fill the time. */
export const framesIn = (seconds: number, samples: number): number => Math.ceil((seconds * sampleRate) / samples)
