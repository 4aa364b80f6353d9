import type { Clock } from '../core/clock.ts'
import { createAlarm, createAlarmQueue, type Alarm } from './alarm-queue.ts'

/** Wakes whoever asked at a time. One timer waits for the earliest of them, so a thousand streams need one. */
export interface Alarms {
  readonly clock: Clock
  /** Wakes at `time`, never early; an alarm that is set already is set anew. */
  set(alarm: Alarm, time: number): void
  /** An alarm that is called off leaves no timer behind. */
  off(alarm: Alarm): void
}

/** The timer that runs. */
interface Timer {
  readonly time: number
  readonly off: AbortController
}

export const createAlarms = (clock: Clock): Alarms => {
  const queue = createAlarmQueue()
  let order = 0
  let timer: Timer | undefined
  let ringing = false

  /** Lets one timer run, for the first of those who wait. */
  const wind = (): void => {
    const time = queue.first?.due
    if (ringing || timer?.time === time) return
    timer?.off.abort()
    timer = time === undefined ? undefined : { time, off: new AbortController() }
    if (timer !== undefined) void ring(timer)
  }
  const ring = async (mine: Timer): Promise<void> => {
    try {
      await clock.sleepUntil(mine.time, mine.off.signal)
    } catch (error) {
      // A clock must not reject; one that does when it is called off does no harm.
      if (!mine.off.signal.aborted) throw error
    }
    if (mine !== timer) return
    timer = undefined
    ringing = true
    // A clock may have been moved on further than anybody waited for.
    const now = Math.max(mine.time, clock.now())
    for (let alarm = queue.first; alarm !== undefined && alarm.due <= now; alarm = queue.first) {
      queue.remove(alarm)
      alarm.wake()
    }
    ringing = false
    wind()
  }
  const off = (alarm: Alarm): void => {
    if (alarm.place === -1) return
    queue.remove(alarm)
    wind()
  }
  return {
    clock,
    set: (alarm, time) => {
      if (alarm.place !== -1) queue.remove(alarm)
      // Whole milliseconds: those who are due in the same one share a timer.
      alarm.due = Math.ceil(time)
      alarm.order = order++
      queue.add(alarm)
      wind()
    },
    off,
  }
}

/** Who is at the other end. Lighter than an AbortSignal, of which a thousand streams would feel the weight. */
export interface Client {
  readonly gone: boolean
  whenGone(call: () => void): void
}

/** Sleeps again and again as long as the client is there, asking to be told only once: `await sleepUntil(time)`. */
export const createSleeper = (alarms: Alarms, client: Client): ((time: number) => Promise<void>) => {
  let rouse: (() => void) | undefined
  const alarm = createAlarm(() => rouse?.())
  client.whenGone(() => {
    alarms.off(alarm)
    rouse?.()
  })
  return (time) => {
    if (client.gone || time <= alarms.clock.now()) return Promise.resolve()
    return new Promise((resolve) => {
      rouse = resolve
      alarms.set(alarm, time)
    })
  }
}
