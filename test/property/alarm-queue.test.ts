import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAlarm, createAlarmQueue, type Alarm } from '../../src/wire/alarm-queue.ts'

test('the first of a queue is the earliest of those that are in it, whatever was taken out', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 200 }), (alarms) => {
      const queue = createAlarmQueue()
      const made = alarms.map(([due], order): Alarm => ({ ...createAlarm(() => undefined), due, order }))
      for (const alarm of made) queue.add(alarm)
      for (const [index, [, taken]] of alarms.entries()) if (taken && made[index]) queue.remove(made[index])

      const left: Alarm[] = []
      for (let first = queue.first; first !== undefined; first = queue.first) {
        left.push(first)
        queue.remove(first)
      }

      const kept = made.filter((_, index) => alarms[index]?.[1] === false)
      expect(left).toEqual(kept.toSorted((one, other) => one.due - other.due || one.order - other.order))
      expect(made.every(({ place }) => place === -1)).toBe(true)
    }),
  )
})
