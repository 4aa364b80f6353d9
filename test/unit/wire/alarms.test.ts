import { expect, test } from 'vitest'
import { createAlarms, createSleeper } from '../../../src/wire/alarms.ts'
import { fakeClient } from '../../support/fake-client.ts'
import { fakeClock } from '../../support/fake-clock.ts'

test('those who are due in the same millisecond share a timer', async () => {
  const clock = fakeClock(0)
  const alarms = createAlarms(clock)
  const woken: string[] = []
  alarms.set(9.2, () => woken.push('a'))
  alarms.set(10, () => woken.push('b'))
  alarms.set(11, () => woken.push('c'))

  expect(clock.sleepers).toBe(2)
  await clock.advance(10)

  expect(woken).toEqual(['a', 'b'])
})

test('an alarm that is called off leaves no timer behind', async () => {
  const clock = fakeClock(0)
  const alarms = createAlarms(clock)
  const woken: string[] = []
  const callOff = alarms.set(10, () => woken.push('a'))
  const keep = alarms.set(10, () => woken.push('b'))

  callOff()
  expect(clock.sleepers).toBe(1)
  keep()
  await clock.advance(20)

  expect(clock.sleepers).toBe(0)
  expect(woken).toEqual([])
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
