import type { Client } from '../../src/wire/alarms.ts'

export interface FakeClient extends Client {
  leave(): void
}

/** A client that stays until it is told to leave. */
export const fakeClient = (): FakeClient => {
  const calls: (() => void)[] = []
  let gone = false
  return {
    get gone() {
      return gone
    },
    whenGone: (call) => calls.push(call),
    leave: () => {
      gone = true
      for (const call of calls) call()
    },
  }
}
