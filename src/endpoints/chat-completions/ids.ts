import { alphanumeric, hexadecimal, type Random } from '../../core/random.ts'
import type { ModelProfile } from '../../core/models.ts'

/** `chatcmpl-` and 29 characters; on search models a UUID (wire-format 4). */
export const completionId = (ids: Random, profile: ModelProfile): string =>
  isSearchModel(profile) ? `chatcmpl-${uuid(ids)}` : `chatcmpl-${ids.text(29, alphanumeric)}`

export const toolCallId = (ids: Random): string => `call_${ids.text(24, alphanumeric)}`

export const audioId = (ids: Random): string => `audio_${ids.text(32, hexadecimal)}`

export const isSearchModel = (profile: ModelProfile): boolean => profile.id.includes('-search')

export const isAudioModel = (profile: ModelProfile): boolean => profile.id.includes('-audio')

const uuid = (ids: Random): string => {
  const digits = ids.text(32, hexadecimal)
  const variant = '89ab'.charAt(Number.parseInt(digits.charAt(16), 16) % 4)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-')
}
