import { expect, test } from 'vitest'
import type { JsonObject } from '../../../../src/core/json.ts'
import { profileOf } from '../../../../src/core/models.ts'
import { promptTokens } from '../../../../src/endpoints/chat-completions/usage/prompt-tokens.ts'
import { readRequest } from '../../../../src/endpoints/chat-completions/request.ts'
import { loadTokens } from '../../../../src/generate/tokens/tokens.ts'

const counted = async (body: JsonObject) => {
  const profile = profileOf(String(body['model']))
  return promptTokens(readRequest(body), profile, await loadTokens(profile.encoding))
}
const asking = (model: string, ...parts: readonly JsonObject[]) =>
  counted({ model, messages: [{ role: 'user', content: parts }] })

// "Hello there!" has three tokens in both encodings, "You are helpful." four.
const messages = [
  { role: 'system', content: 'You are helpful.' },
  { role: 'user', content: 'Hello there!' },
]

test.each([
  ['gpt-3.5-turbo', 4 + 3 + 2 * 4 + 3],
  ['gpt-4', 4 + 3 + 2 * 4 + 3],
  ['gpt-4o', 4 + 3 + 2 * 4 + 3],
  ['gpt-4.1', 4 + 3 + 2 * 4 + 3],
  ['o3-mini', 4 + 3 + 2 * 4 + 2],
  ['gpt-5', 4 + 3 + 2 * 4 + 2],
  ['gpt-5.6-terra', 4 + 3 + 2 * 4 + 2],
])('a plain chat on %s has %i prompt tokens', async (model, expected) => {
  expect((await counted({ model, messages })).tokens).toBe(expected)
})

test('ends tell what each prefix of the messages costs', async () => {
  expect((await counted({ model: 'gpt-4o', messages })).ends).toEqual([0, 8, 15])
})

const little = (value: number, size: number): string =>
  String.fromCharCode(...Array.from({ length: size }, (_, index) => (value >> (8 * index)) & 0xff))
/** A header of PCM at 16,000 samples of two bytes a second, and so many bytes of samples. */
const wav = (bytes: number, claimed = bytes): string =>
  btoa(
    `RIFF${little(36 + bytes, 4)}WAVEfmt ${little(16, 4)}${little(1, 2)}${little(1, 2)}${little(16_000, 4)}${little(32_000, 4)}` +
      `${little(2, 2)}${little(16, 2)}data${little(claimed, 4)}${'\0'.repeat(bytes)}`,
  )
/** MPEG-1 layer III at 128 kbit/s and 44.1 kHz. */
const mp3 = (bytes: number, tag = ''): string => btoa(`${tag}\xff\xfb\x90\x00${'\0'.repeat(bytes - 4)}`)
const xing = (frames: number): string =>
  btoa(
    `\xff\xfb\x90\x00${'\0'.repeat(32)}Xing\0\0\0\x01\0\0${String.fromCharCode(frames >> 8, frames & 0xff)}${'\0'.repeat(9_000)}`,
  )

test.each([
  ['two seconds of WAV', wav(64_000), 20],
  ['a WAV that was streamed and claims no end', wav(32_000, 0x7fffffff), 10],
  ['a second of MP3', mp3(16_000), 10],
  ['an MP3 behind a tag', mp3(16_000, `ID3\x04\0\0\0\0\x01\x00${'\0'.repeat(128)}`), 10],
  ['an MP3 that counts its frames', xing(77), 21],
  ['an MP3 that counts more frames than it can have', xing(60_000), 91],
  ['sound that does not say how long it is', btoa('?'.repeat(16_000)), 10],
  ['no sound at all', '', 0],
])('%s costs a token for every tenth of a second', async (_, data, expected) => {
  const { audio, tokens } = await asking('gpt-4o-audio-preview', {
    type: 'input_audio',
    input_audio: { data, format: 'wav' },
  })

  expect([audio, tokens]).toEqual([expected, expected + 4 + 3])
})

const file = (data: string, type = 'application/pdf') => ({
  type: 'file',
  file: { filename: 'a', file_data: `data:${type};base64,${data}` },
})

test.each([
  ['a text', 'gpt-4o', file(btoa('Hello there!'), 'text/plain'), 1 + 3],
  ['a PDF of two pages', 'gpt-4o', file(btoa('%PDF-1.7 /Type /Page /Type/Page /Type /Pages')), 1 + 2 * (85 + 4 * 170)],
  ['a PDF whose pages are hidden', 'gpt-5', file(btoa('%PDF-1.7')), 1 + 70 + 4 * 140],
  ['neither text nor PDF', 'gpt-4o', file(btoa('\xff\xd8\xff')), 1],
  ['a file known by its id', 'gpt-4o', { type: 'file', file: { file_id: 'file-1' } }, 0],
])('%s costs its name and what it shows', async (_, model, part, expected) => {
  const framing = model === 'gpt-4o' ? 7 : 6

  expect((await asking(model, part)).tokens - framing).toBe(expected)
})
