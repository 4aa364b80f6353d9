/** Somebody who wants to be woken at a time. One object for a whole stream: it is set again for every event. */
export interface Alarm {
  due: number
  /** Those who are due together are woken in the order in which they were set. */
  order: number
  /** Where it stands in the queue; -1: it is not set. */
  place: number
  /** Must not throw. */
  readonly wake: () => void
}

export const createAlarm = (wake: () => void): Alarm => ({ due: 0, order: 0, place: -1, wake })

/** Alarms by time: a binary heap in which each knows its place, so that none has to be looked for. */
export interface AlarmQueue {
  readonly first: Alarm | undefined
  add(alarm: Alarm): void
  remove(alarm: Alarm): void
}

export const createAlarmQueue = (): AlarmQueue => {
  const heap: Alarm[] = []

  const put = (alarm: Alarm, place: number): void => {
    heap[place] = alarm
    alarm.place = place
  }
  const rise = (alarm: Alarm, from: number): void => {
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = heap[parent]
      if (above === undefined || precedes(above, alarm)) break
      put(above, place)
      place = parent
    }
    put(alarm, place)
  }
  const sink = (alarm: Alarm, from: number): void => {
    let place = from
    for (;;) {
      const left = 2 * place + 1
      const one = heap[left]
      const other = heap[left + 1]
      const below = one !== undefined && other !== undefined && precedes(other, one) ? other : one
      if (below === undefined || precedes(alarm, below)) break
      const free = below.place
      put(below, place)
      place = free
    }
    put(alarm, place)
  }
  return {
    get first() {
      return heap[0]
    },
    add: (alarm) => rise(alarm, heap.length),
    remove: (alarm) => {
      const { place } = alarm
      alarm.place = -1
      const last = heap.pop()
      if (last === undefined || last === alarm) return
      sink(last, place)
      rise(last, last.place)
    },
  }
}

const precedes = (one: Alarm, other: Alarm): boolean =>
  one.due < other.due || (one.due === other.due && one.order < other.order)
