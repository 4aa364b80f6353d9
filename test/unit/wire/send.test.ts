import { expect, test } from 'vitest'
import type { Cut, SentReply, TimedPace } from '../../../src/core/reply.ts'
import { createAlarms } from '../../../src/wire/alarms.ts'
import { isWhole, sendBody } from '../../../src/wire/send.ts'
import type { Sink } from '../../../src/wire/sink.ts'
import { fakeClient } from '../../support/fake-client.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { eventsIn, replyWith, wordEvents } from '../../support/fake-cuecard.ts'

const words = ['a', 'b', 'c', 'd']
const pace: TimedPace = { time_to_first_token: 100, inter_token_latency: 10, jitter: 0, seed: 0 }

/** A sink that keeps what it is given, with the time. */
const open = (hold?: Promise<void>) => {
  const clock = fakeClock(0)
  const written: [at: number, text: string][] = []
  const ends: string[] = []
  const client = fakeClient()
  const sink: Sink = {
    get bytes() {
      return written.reduce((bytes, [, text]) => bytes + Buffer.byteLength(text), 0)
    },
    write: (part) => {
      written.push([clock.now(), typeof part === 'string' ? part : new TextDecoder().decode(part)])
      return hold
    },
    end: () => void ends.push('end'),
    break: async (how) => void ends.push(how),
  }
  const send = (reply: SentReply) => sendBody(reply, sink, { alarms: createAlarms(clock), startedAt: 0, client })
  return { clock, written, ends, client, send }
}

test('an instant stream is one write', async () => {
  const { send, written, ends } = open()

  const outcome = await send(replyWith(wordEvents(words)))

  expect(written.map(([at, text]) => [at, eventsIn(text)])).toEqual([[0, 6]])
  expect(ends).toEqual(['end'])
  expect(outcome).toEqual({ end: 'complete', bytes: written[0]?.[1].length })
})

test('paced events are written at their deadlines, the done marker last', async () => {
  const { send, written, clock } = open()

  const sent = send(replyWith(wordEvents(words, { pace })))
  await clock.advance(1_000)

  expect(await sent).toMatchObject({ end: 'complete' })
  expect(written.map(([at]) => at)).toEqual([100, 110, 120, 130, 140, 150])
  expect(written.at(-1)?.[1]).toBe('data: [DONE]\n\n')
})

test('deadlines count from the request: what is overdue goes out at once', async () => {
  const { send, written, clock } = open()
  await clock.advance(125)

  const sent = send(replyWith(wordEvents(words, { pace })))
  await clock.advance(1_000)
  await sent

  expect(written.map(([at, text]) => [at, eventsIn(text)])).toEqual([
    [125, 3],
    [130, 1],
    [140, 1],
    [150, 1],
  ])
})

test('a sink that is full is waited for', async () => {
  let release = (): void => undefined
  const full = new Promise<void>((resolve) => {
    release = resolve
  })
  const { send, written, clock } = open(full)

  const sent = send(replyWith(wordEvents(words, { pace })))
  await clock.advance(1_000)
  expect(written.length).toBe(1)
  release()
  await sent

  expect(written.map(([at, text]) => [at, eventsIn(text)])).toEqual([
    [100, 1],
    [1_000, 5],
  ])
})

test.each<[Omit<Cut, 'how'>, number]>([
  [{ after: 0 }, 1],
  [{ after: 3 }, 4],
  [{ after: 99 }, 5],
  [{}, 3],
])('a cut %j lets %i events out, and no done marker', async (cut, count) => {
  const { send, written, ends } = open()

  const outcome = await send(replyWith(wordEvents(words), { cut: { ...cut, how: 'reset' } }))

  expect(eventsIn(written[0]?.[1] ?? '')).toBe(count)
  expect(written[0]?.[1]).not.toContain('[DONE]')
  expect(ends).toEqual(['reset'])
  expect(outcome.end).toBe('cut')
})

test('a client that leaves stops everything', async () => {
  const { send, written, ends, clock, client } = open()
  const sent = send(replyWith(wordEvents(words, { pace })))
  await clock.advance(110)

  client.leave()

  expect(await sent).toMatchObject({ end: 'aborted' })
  expect(written.length).toBe(2)
  expect(ends).toEqual([])
  expect(clock.sleepers).toBe(0)
})

test.each<[SentReply, boolean]>([
  [replyWith({ kind: 'none' }), true],
  [replyWith({ kind: 'json', value: 1, layout: { indent: 0, newline: false } }), true],
  [replyWith(wordEvents(words)), true],
  [replyWith(wordEvents(words, { pace })), false],
  [replyWith(wordEvents(words), { cut: { how: 'hang' } }), false],
  [replyWith({ kind: 'bytes', parts: [Uint8Array.of(1)] }), true],
  [replyWith({ kind: 'bytes', parts: [Uint8Array.of(1), Uint8Array.of(2)] }), false],
])('case %# can be written at once: %j', (reply, whole) => {
  expect(isWhole(reply)).toBe(whole)
})

test('an event that cannot be made, late in a paced stream, is told to whoever sent it', async () => {
  const { send, clock } = open()
  const body = wordEvents(words, { pace })
  const events = {
    length: body.events.length,
    at: (index: number) => {
      if (index === 3) throw new Error('no such event')
      return body.events.at(index)
    },
  }

  const [sent] = await Promise.allSettled([send(replyWith({ ...body, events })), clock.advance(1_000)])

  expect(sent).toMatchObject({ status: 'rejected', reason: new Error('no such event') })
  expect(clock.sleepers).toBe(0)
})

test('a paced stream of any length is sent, however slow the machine', async () => {
  const still = fakeClock(0)
  let time = 0
  // Whenever anybody looks, the next event is due already.
  const clock = { ...still, now: () => time++ }
  const client = fakeClient()
  let bytes = 0
  const sink: Sink = {
    get bytes() {
      return bytes
    },
    write: (part) => void (bytes += part.length),
    end: () => undefined,
    break: async () => undefined,
  }
  const hurried: TimedPace = { time_to_first_token: 0, inter_token_latency: 1, jitter: 0, seed: 0 }
  const reply = replyWith(
    wordEvents(
      Array.from({ length: 30_000 }, () => 'a'),
      { pace: hurried },
    ),
  )

  const outcome = await sendBody(reply, sink, { alarms: createAlarms(clock), startedAt: 0, client })

  expect(outcome).toMatchObject({ end: 'complete', bytes })
})

test('a paced stream ends on a clock that stands still and lets nobody sleep', async () => {
  const { written, client } = open()
  const frozen = { now: () => 0, sleepUntil: async () => undefined }
  const sink: Sink = {
    bytes: 0,
    write: () => void written.push([0, 'part']),
    end: () => undefined,
    break: async () => undefined,
  }
  const options = { alarms: createAlarms(frozen), startedAt: 0, client }

  const outcome = await sendBody(replyWith(wordEvents(words, { pace })), sink, options)

  expect(outcome.end).toBe('complete')
  expect(written).toHaveLength(6)
})
