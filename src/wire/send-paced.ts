import type { EventBody, ListedPace, TimedPace } from '../core/reply.ts'
import { createAlarm } from './alarm-queue.ts'
import { createEventWriter, doneMarker, type EventWriter } from './events.ts'
import { createSchedule } from './pace.ts'
import type { SendOptions, Sink } from './sink.ts'

/** What goes out of a stream, and when. */
export interface PacedEvents {
  readonly body: EventBody
  readonly pace: TimedPace | ListedPace
  /** How many of the body's events. */
  readonly count: number
  /** Whether the done marker follows them. */
  readonly done: boolean
}

/** Sends each event at its time, counted from the request. Resolves when all have gone, or the client has. */
export const sendPaced = (events: PacedEvents, sink: Sink, options: SendOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    const stream = new PacedStream(events, sink, options, resolve, reject)
    options.client.whenGone(() => stream.leave())
    stream.run()
  })

/** Characters of overdue events that are written together, before whoever takes them is asked for patience. */
const mostAtOnce = 65_536

/** One object and no promise for each event: of a thousand open streams there are a thousand of them, and little else. */
class PacedStream {
  readonly #alarm = createAlarm(() => this.run(this.#alarm.due))
  readonly #write: EventWriter
  readonly #dueAt: (index: number) => number
  readonly #count: number
  readonly #last: number
  readonly #sink: Sink
  readonly #options: SendOptions
  readonly #resolve: () => void
  readonly #reject: (error: unknown) => void
  #index = 0
  #next: number

  constructor(
    { body, pace, count, done }: PacedEvents,
    sink: Sink,
    options: SendOptions,
    resolve: () => void,
    reject: (error: unknown) => void,
  ) {
    this.#write = createEventWriter(body)
    this.#dueAt = createSchedule(body, pace)
    this.#count = count
    this.#last = done ? count + 1 : count
    this.#sink = sink
    this.#options = options
    this.#resolve = resolve
    this.#reject = reject
    this.#next = options.startedAt + this.#dueAt(0)
  }

  /** Writes what is due and waits for the next deadline, not from event to event: delays of single timers do not add up. */
  run(rung = 0): void {
    const { alarms, client } = this.#options
    try {
      while (!client.gone && this.#index < this.#last) {
        // An alarm that has rung was due, whatever a clock that stands still says.
        const now = Math.max(rung, alarms.clock.now())
        if (this.#next > now) return alarms.set(this.#alarm, this.#next)
        const taken = this.#sink.write(this.#dueText(now))
        if (taken !== undefined) return void taken.then(() => this.run())
      }
      this.#resolve()
    } catch (error) {
      this.#reject(error)
    }
  }

  leave(): void {
    this.#options.alarms.off(this.#alarm)
    this.#resolve()
  }

  #dueText(now: number): string {
    const { startedAt } = this.#options
    let text = ''
    while (this.#index < this.#last && this.#next <= now && text.length < mostAtOnce) {
      text += this.#index < this.#count ? this.#write(this.#index) : doneMarker
      this.#index++
      this.#next = startedAt + this.#dueAt(this.#index)
    }
    return text
  }
}
