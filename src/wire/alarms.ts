import type { Clock } from '../core/clock.ts'

/** Wakes whoever asked at a time. Those who are due in the same millisecond share a timer, so a thousand streams need few. */
export interface Alarms {
  readonly clock: Clock
  /** Calls `wake` at `time` (never early); returns what calls it off. */
  set(time: number, wake: () => void): () => void
}

interface Slot {
  readonly wakes: Set<() => void>
  readonly off: AbortController
}

/** Alarms on a clock. Those called off leave no timer behind. */
export const createAlarms = (clock: Clock): Alarms => {
  const slots = new Map<number, Slot>()

  const open = (time: number): Slot => {
    const slot = { wakes: new Set<() => void>(), off: new AbortController() }
    slots.set(time, slot)
    void ring(time, slot)
    return slot
  }
  const ring = async (time: number, slot: Slot): Promise<void> => {
    await clock.sleepUntil(time, slot.off.signal)
    if (slot.off.signal.aborted) return
    slots.delete(time)
    for (const wake of slot.wakes) wake()
  }
  return {
    clock,
    set: (time, wake) => {
      const due = Math.ceil(time)
      const slot = slots.get(due) ?? open(due)
      slot.wakes.add(wake)
      return () => {
        if (!slot.wakes.delete(wake) || slot.wakes.size > 0 || slots.get(due) !== slot) return
        slots.delete(due)
        slot.off.abort()
      }
    },
  }
}

/** Who is at the other end. Lighter than an AbortSignal, of which a thousand streams would feel the weight. */
export interface Client {
  readonly gone: boolean
  whenGone(call: () => void): void
}

/** Sleeps again and again as long as the client is there, asking to be told only once: `await sleepUntil(time)`. */
export const createSleeper = ({ clock, set }: Alarms, client: Client): ((time: number) => Promise<void>) => {
  let rouse: (() => void) | undefined
  client.whenGone(() => rouse?.())
  return (time) => {
    if (client.gone || time <= clock.now()) return Promise.resolve()
    return new Promise((resolve) => {
      const callOff = set(time, resolve)
      rouse = () => {
        callOff()
        resolve()
      }
    })
  }
}
