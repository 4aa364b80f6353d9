import { createMemo } from '../../../core/memo.ts'
import { aac } from './aac.ts'
import { base64 } from './base64.ts'
import { flac } from './flac.ts'
import type { AudioFormat } from './format.ts'
import { mp3 } from './mp3.ts'
import { opus } from './opus.ts'
import { pcm16 } from './pcm16.ts'
import { wav } from './wav.ts'

/** What `audio.format` may say (wire-format 6.2). */
const formats: readonly AudioFormat[] = [wav, aac, mp3, flac, opus, pcm16]
const byName = new Map(formats.map((format) => [format.name, format]))

/** Answers of one length come again and again, and samples of a minute are four million characters. */
const sounds = createMemo<string>(16 * 1024 * 1024)

/** A playable file of silence in Base64; unknown formats are as good as `wav`. Lengths are in tenths of seconds. */
export const soundOf = (format: string, seconds: number): string => {
  const { name, silence } = byName.get(format) ?? wav
  const tenths = Math.max(1, Math.ceil(seconds * 10))
  const key = `${name} ${tenths}`
  const known = sounds.get(key)
  if (known !== undefined) return known
  const sound = base64(silence(tenths / 10))
  sounds.set(key, sound, sound.length)
  return sound
}
