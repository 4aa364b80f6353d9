import { expect, onTestFinished, test } from 'vitest'
import type { Clock } from '../../../src/core/clock.ts'
import { createAlarm, type Alarm } from '../../../src/wire/alarm-queue.ts'
import { createAlarms, createSleeper } from '../../../src/wire/alarms.ts'
import { fakeClient } from '../../support/fake-client.ts'
import { fakeClock } from '../../support/fake-clock.ts'

/** Alarms that note who is woken, and when. */
const open = () => {
  const clock = fakeClock(0)
  const alarms = createAlarms(clock)
  const woken: [name: string, at: number][] = []
  const caller = (name: string): Alarm => createAlarm(() => woken.push([name, clock.now()]))
  return { clock, alarms, woken, caller }
}

test('those who are due in the same millisecond are woken together, in their order', async () => {
  const { clock, alarms, woken, caller } = open()
  for (const name of ['a', 'b', 'c', 'd']) alarms.set(caller(name), name === 'a' ? 9.2 : 10)
  alarms.set(caller('late'), 11)

  await clock.advance(10)

  expect(woken).toEqual([
    ['a', 10],
    ['b', 10],
    ['c', 10],
    ['d', 10],
  ])
})

test('one timer serves all, and an earlier alarm is not late for it', async () => {
  const { clock, alarms, woken, caller } = open()
  alarms.set(caller('later'), 20)
  alarms.set(caller('sooner'), 10)

  await clock.advance(0)
  expect(clock.sleepers).toBe(1)
  await clock.advance(30)

  expect(woken).toEqual([
    ['sooner', 10],
    ['later', 20],
  ])
  expect(clock.sleepers).toBe(0)
})

test('an alarm that is called off leaves no timer behind', async () => {
  const { clock, alarms, woken, caller } = open()
  const [one, other] = [caller('one'), caller('other')]
  alarms.set(one, 10)
  alarms.set(other, 10)

  alarms.off(one)
  alarms.off(one)
  expect(clock.sleepers).toBe(1)
  alarms.off(other)
  await clock.advance(20)

  expect(clock.sleepers).toBe(0)
  expect(woken).toEqual([])
})

test('an alarm that is set again rings at its new time only, also when it sets itself', async () => {
  const { clock, alarms, woken, caller } = open()
  const moved = caller('moved')
  alarms.set(moved, 10)
  alarms.set(moved, 15)
  const again: Alarm = createAlarm(() => {
    woken.push(['again', clock.now()])
    if (clock.now() < 12) alarms.set(again, clock.now() + 4)
  })
  alarms.set(again, 4)

  await clock.advance(30)

  expect(woken).toEqual([
    ['again', 4],
    ['again', 8],
    ['again', 12],
    ['moved', 15],
  ])
})

test('a clock that is moved on far wakes everybody who was due meanwhile', async () => {
  let now = 0
  let release = (): void => undefined
  // Looks at no time that is past: it resolves when it is moved on, and then only who slept before.
  const clock: Clock = { now: () => now, sleepUntil: () => new Promise((resolve) => (release = resolve)) }
  const alarms = createAlarms(clock)
  const woken: string[] = []
  for (const [name, time] of [
    ['a', 10],
    ['b', 20],
    ['c', 30],
  ] as const)
    alarms.set(
      createAlarm(() => woken.push(name)),
      time,
    )

  now = 1_000
  release()
  await new Promise((resolve) => setImmediate(resolve))

  expect(woken).toEqual(['a', 'b', 'c'])
})

test('a clock that rejects when a sleep is called off does no harm', async () => {
  const clock: Clock = {
    now: () => 0,
    sleepUntil: (_, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('called off')))),
  }
  const alarms = createAlarms(clock)
  const rejected: unknown[] = []
  const note = (reason: unknown): unknown => rejected.push(reason)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))

  alarms.set(
    createAlarm(() => undefined),
    20,
  )
  alarms.set(
    createAlarm(() => undefined),
    10,
  )
  await new Promise((resolve) => setImmediate(resolve))

  expect(rejected).toEqual([])
})

test('a sleeper wakes at its time, or when the client goes away', async () => {
  const clock = fakeClock(0)
  const client = fakeClient()
  const sleepUntil = createSleeper(createAlarms(clock), client)
  const woken: number[] = []
  const sleep = async (time: number): Promise<void> => {
    await sleepUntil(time)
    woken.push(clock.now())
  }

  await sleep(0)
  void sleep(10)
  await clock.advance(10)
  void sleep(1_000_000)
  await clock.advance(5)
  client.leave()
  await clock.advance(0)
  await sleep(2_000_000)

  expect(woken).toEqual([0, 10, 15, 15])
  expect(clock.sleepers).toBe(0)
})
