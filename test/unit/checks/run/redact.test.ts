import { expect, test } from 'vitest'
import { redactBody, redactText } from '../../../../src/checks/run/redact.ts'
import { createCuecard } from '../../../../src/cuecard.ts'

const clean = (text: string): string => redactText(text, { shorten: true })

test.each([
  ['my key is sk-proj-abcDEF123456_-x, ok', 'my key is sk-redacted, ok'],
  ['ghp_abcdefgh1jklmnop', '[key]'],
  ['AKIAIOSFODNN7EXAMPLE', '[key]'],
  ['org-abcdefghij1', '[key]'],
  ['Authorization: Bearer abc.def-123', 'Authorization: [authorization]'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sig_nature', '[token]'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nafter', '[key]\nafter'],
  ['postgres://anna:secret@db/shop', 'postgres://user:password@db/shop'],
  ['write to Anna.Bell+x@mail.shop.example.', 'write to someone@example.com.'],
  ['card 4111 1111 1111 1111', 'card [number]'],
  ['card 4111-1111-1111-1111', 'card [number]'],
])('%j is written as %j', (text, written) => {
  expect(clean(text)).toBe(written)
})

test.each([
  'task-list of 2026-11-21',
  'skip it',
  'sk-test',
  'a@b',
  'order 12345678',
  'key-information',
  'org-structure',
  'sk-learn-tutorial',
  'Basic rules',
  '1, 2, 3, 4',
])('%j stays as it is', (text) => {
  expect(clean(text)).toBe(text)
})

test('long texts lose their end, and what grows a little stays the same', () => {
  const text = 'A long story. '.repeat(100)

  expect(clean(text)).toBe(clean(`${text}The end.`))
  expect(clean(text).length).toBeLessThan(250)
  expect(redactText(text, { shorten: false })).toBe(text)
})

test('JSON in a text stays JSON, and stays as it was written when nothing is taken out of it', () => {
  expect(redactBody({ arguments: '{ "to":  "Paris" }' }, { shorten: true })).toEqual({
    arguments: '{ "to":  "Paris" }',
  })
  expect(redactBody({ arguments: '{"to":"anna@shop.example"}' }, { shorten: true })).toEqual({
    arguments: '{"to":"someone@example.com"}',
  })
})

const long = 'QUJD'.repeat(5_000)

test.each([
  { model: 'gpt-4o', part: { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${long}` } } },
  { model: 'gpt-4o', part: { type: 'image_url', image_url: { url: `data:image/gif;base64,${long}` } } },
  { model: 'gpt-4o-audio-preview', part: { type: 'input_audio', input_audio: { data: long, format: 'mp3' } } },
  { model: 'gpt-4o-audio-preview', part: { type: 'input_audio', input_audio: { data: long, format: 'wav' } } },
  {
    model: 'gpt-4o',
    part: { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${long}` } },
  },
])('$part.type becomes the smallest of its kind, which the service takes', async ({ model, part }) => {
  const body = {
    model,
    modalities: ['text'],
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Look' }, part] }],
  }

  const redacted = JSON.stringify(redactBody(body, { shorten: true }))

  expect(redacted.length).toBeLessThan(1_000)
  expect(redacted).not.toContain('QUJDQUJD')
  const cuecard = createCuecard()
  const init = { method: 'POST', headers: { authorization: 'Bearer x' }, body: redacted }
  await cuecard.fetch('https://api.openai.com/v1/chat/completions', init)
  expect(cuecard.violations.map(({ error }) => error.message)).toEqual([])
})

test('who asks, and what is noted about it, is nobody’s business', () => {
  const body = { user: 'anna', safety_identifier: 'a1', prompt_cache_key: 'k', metadata: { plan: 'gold' }, model: 'x' }

  expect(redactBody(body, { shorten: true })).toEqual({
    user: 'someone',
    safety_identifier: 'someone',
    prompt_cache_key: 'someone',
    metadata: { plan: '…' },
    model: 'x',
  })
})

test('hostile texts take no longer than their length', () => {
  for (const piece of ['a.', 'a@', '1 ', 'sk-', '-----BEGIN A', '//a:', 'eyJaaaaaaaa.', 'Bearer '])
    expect(clean(piece.repeat(20_000))).toBeTypeOf('string')
}, 5_000)
