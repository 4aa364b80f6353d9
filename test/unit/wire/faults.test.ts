import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/core/json.ts'
import { createRandom } from '../../../src/core/random.ts'
import type { SentReply } from '../../../src/core/reply.ts'
import { applyFaults, faults } from '../../../src/wire/faults/list.ts'
import { renderBody } from '../../../src/wire/send.ts'
import { eventsIn, replyWith, wordEvents } from '../../support/fake-cuecard.ts'

const stream = replyWith(wordEvents(['one', ' twö', ' three', ' four']))
const choices = [{ index: 0, message: { role: 'assistant', content: 'Grüße' }, finish_reason: 'stop' }]
const completion = replyWith({ kind: 'json', value: { id: 'c', choices }, layout: { indent: 2, newline: true } })

const apply = (reply: SentReply, name: string, settings: JsonObject = {}): SentReply =>
  applyFaults(reply, [{ name, settings }], createRandom(1))
const textOf = (reply: SentReply): string => {
  const body = renderBody(reply)
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}
const whole = textOf(stream)
const events = whole.split(/(?<=\n\n)/)
const plain = textOf(completion)

test('a stream ends after so many content events, well-formed, without the done marker', () => {
  expect(textOf(apply(stream, 'end', { after: 2 }))).toBe(events.slice(0, 3).join(''))
})

test.each(['close', 'reset', 'hang'])('%s is a cut', (name) => {
  expect(apply(stream, name, { after: 2 })).toEqual({ ...stream, cut: { how: name, after: 2 } })
  expect(apply(completion, name)).toEqual({ ...completion, cut: { how: name } })
})

test.each([
  [
    { after: 1 },
    'data: {"error":{"message":"The server had an error while processing your request. Sorry about that!","type":"server_error","param":null,"code":null}}\n\n',
  ],
  [
    { after: 1, shape: 'event', message: 'No.', type: 'tokens', param: 'p', code: 'c' },
    'event: error\ndata: {"error":{"message":"No.","type":"tokens","param":"p","code":"c"}}\n\n',
  ],
])('with %j an error event ends the stream', (settings, event) => {
  expect(textOf(apply(stream, 'error', settings))).toBe(events.slice(0, 2).join('') + event)
})

test('a plain reply becomes the error', () => {
  const reply = apply(completion, 'error', { message: 'No.' })

  expect(reply.status).toBe(200)
  expect(JSON.parse(textOf(reply))).toMatchObject({ error: { message: 'No.' } })
})

test('garbage in a stream is an event whose data is no JSON', () => {
  const text = textOf(apply(stream, 'garbage', { after: 1 }))
  const [, , noise = ''] = text.split(/(?<=\n\n)/)

  expect(text.startsWith(events.slice(0, 2).join(''))).toBe(true)
  expect(noise).toMatch(/^data: .+\n\n$/)
  expect(() => JSON.parse(noise.slice(6))).toThrow(SyntaxError)
})

test('garbage instead of events has no field of an event', () => {
  const text = textOf(apply(stream, 'garbage', { after: 0, instead_of: 'sse' }))

  expect(text.slice(events[0]?.length)).not.toMatch(/^(data|event|id|retry)?:/m)
})

test('a garbled completion is no JSON', () => {
  expect(() => JSON.parse(textOf(apply(completion, 'garbage')))).toThrow(SyntaxError)
})

test('a truncated stream ends inside an event', () => {
  const text = textOf(apply(stream, 'truncate', { after: 1 }))

  expect(events.slice(0, 3).join('').startsWith(text)).toBe(true)
  expect(eventsIn(text)).toBe(2)
  expect(text.endsWith('\n\n')).toBe(false)
})

test.each(['end', 'truncate'])('%s leaves half of a plain reply', (name) => {
  const reply = apply(completion, name)

  expect(plain.startsWith(textOf(reply))).toBe(true)
  expect(textOf(reply).length).toBeLessThan(plain.length)
  expect(reply.cut).toBeUndefined()
})

test.each([
  [stream, 'line'],
  [stream, 'utf8'],
  [completion, 'line'],
  [completion, 'utf8'],
])('split writes the bytes of case %# in parts: %s', (reply, at) => {
  const { body } = apply(reply, 'split', { at })
  if (body.kind !== 'bytes') throw new Error(body.kind)
  const broken = body.parts.filter((part) => ((part[0] ?? 0) & 0xc0) === 0x80)

  expect(Buffer.concat(body.parts).toString()).toBe(textOf(reply))
  expect(body.parts.length).toBeGreaterThan(1)
  expect(broken.length > 0).toBe(at === 'utf8')
})

test('CR LF ends every line, the done marker’s too', () => {
  expect(textOf(apply(stream, 'crlf'))).toBe(whole.replaceAll('\n', '\r\n'))
  expect(textOf(apply(completion, 'crlf'))).toBe(plain.replaceAll('\n', '\r\n'))
})

test('comments stand before events, blank lines before a plain reply', () => {
  expect(textOf(apply(stream, 'comments', { text: 'busy' }))).toBe(
    events.map((event) => (event === '' ? '' : `: busy\n\n${event}`)).join(''),
  )
  expect(JSON.parse(textOf(apply(completion, 'comments')))).toEqual(JSON.parse(plain))
})

test('a stream without its done marker is else complete', () => {
  expect(textOf(apply(stream, 'no_done'))).toBe(whole.replace('data: [DONE]\n\n', ''))
  expect(apply(completion, 'no_done')).toBe(completion)
})

test('no choice ever finishes', () => {
  const text = textOf(apply(completion, 'no_finish_reason'))

  expect(JSON.parse(text).choices[0].finish_reason).toBeNull()
})

test('an event is sent twice', () => {
  const [role = '', one = '', ...others] = events

  expect(textOf(apply(stream, 'duplicate', { after: 0 }))).toBe([role, one, one, ...others].join(''))
  expect(textOf(apply(completion, 'duplicate'))).toBe(plain + plain)
})

test.each([stream, completion])('case %# gets a content of the size that is asked for', (reply) => {
  const text = textOf(apply(reply, 'huge', { size: 5_000 }))

  expect(text.match(/[A-Za-z0-9 ]{5000}/g)?.length).toBe(1)
  expect(text.length - textOf(reply).length).toBeGreaterThan(4_900)
})

test.each([
  [{}, 10_000],
  [{ delay: '30ms' }, 30],
  [{ delay: '2s' }, 2_000],
])('with %j the headers come %i ms late', (settings, delay) => {
  expect(apply(completion, 'slow_headers', settings)).toEqual({ ...completion, delay })
})

test('the content type says something else', () => {
  expect(apply(completion, 'content_type').headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(apply(completion, 'content_type', { value: 'text/html' }).headers['content-type']).toBe('text/html')
})

test('an error stands in a 200, also where a stream was asked for', () => {
  const reply = apply({ ...stream, status: 429 }, 'error_in_200', { message: 'No.' })

  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/json'])
  expect(JSON.parse(textOf(reply))).toMatchObject({ error: { message: 'No.' } })
})

test('a proxy answers in HTML', () => {
  expect(apply(stream, 'html_502')).toMatchObject({ status: 502, headers: { 'content-type': 'text/html' } })
})

test('faults are applied one after the other', () => {
  const reply = applyFaults(
    stream,
    [
      { name: 'no_done', settings: {} },
      { name: 'crlf', settings: {} },
    ],
    createRandom(1),
  )

  expect(textOf(reply)).toBe(events.slice(0, 5).join('').replaceAll('\n', '\r\n'))
})

test('a name that no fault has is an error that lists the names', () => {
  expect(() => apply(stream, 'explode')).toThrow(/no fault 'explode'.*html_502/)
})

test.each(faults)('$name says what its settings mean', ({ schema }) => {
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false, description: expect.any(String) })
  for (const setting of Object.values(schema['properties'] ?? {})) expect(setting).toHaveProperty('description')
})

test.each(faults)('$name leaves a reply without body sendable', ({ name }) => {
  const reply = apply(replyWith({ kind: 'none' }), name)

  expect(() => renderBody(reply)).not.toThrow()
})
