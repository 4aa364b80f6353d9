import { realClock, type Clock } from '../../src/core/clock.ts'
import type { Incoming } from '../../src/core/incoming.ts'
import type { EventBody, Outcome, Reply, SentReply } from '../../src/core/reply.ts'
import type { Cuecard } from '../../src/cuecard.ts'
import { createFetch } from '../../src/wire/fetch.ts'

export interface FakeCuecard {
  readonly cuecard: Cuecard
  /** What the doors handed on, in order. */
  readonly received: readonly Incoming[]
  /** How each exchange ended, in order. */
  readonly outcomes: readonly Outcome[]
  /** Resolves when so many exchanges have ended. */
  settled(count: number): Promise<readonly Outcome[]>
}

export interface FakeOptions {
  readonly clock?: Clock
  readonly bodyLimit?: number
}

/** A cuecard of which only the doors' side exists: it answers every request with what `reply` makes of it. */
export const fakeCuecard = (
  reply: (incoming: Incoming) => Reply | Promise<Reply>,
  { clock = realClock, bodyLimit = 1_000 }: FakeOptions = {},
): FakeCuecard => {
  const received: Incoming[] = []
  const outcomes: Outcome[] = []
  const waiting = new Set<() => void>()
  const respond: Cuecard['respond'] = async (incoming) => {
    received.push(incoming)
    return {
      reply: await reply(incoming),
      settle: (outcome) => {
        outcomes.push(outcome)
        for (const check of waiting) check()
      },
    }
  }
  const doorSide = {
    name: 'default',
    clock,
    bodyLimit,
    dialect: 'openai',
    respond,
    fetch: createFetch({ respond, clock, bodyLimit }),
  }
  const cuecard = doorSide as unknown as Cuecard // doors use nothing else
  Object.assign(doorSide, { cuecard })
  const settled = (count: number): Promise<readonly Outcome[]> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (outcomes.length >= count) resolve(outcomes)
      }
      waiting.add(check)
      check()
    })
  return { cuecard, received, outcomes, settled }
}

/** A reply with this body and, beside it, whatever else is given. */
export const replyWith = (body: SentReply['body'], more: Partial<SentReply> = {}): SentReply => ({
  status: 200,
  headers: { 'content-type': body.kind === 'events' ? 'text/event-stream; charset=utf-8' : 'application/json' },
  delay: 0,
  body,
  ...more,
})

/** A role event and then one event for each word. */
export const wordEvents = (words: readonly string[], more: Partial<EventBody> = {}): EventBody => ({
  kind: 'events',
  envelope: { id: 'chatcmpl-1', object: 'chat.completion.chunk' },
  events: [{ role: 'assistant' }, ...words].map((word) =>
    typeof word === 'string'
      ? { choices: [{ index: 0, delta: { content: word }, logprobs: null, finish_reason: null }] }
      : { choices: [{ index: 0, delta: word, logprobs: null, finish_reason: null }] },
  ),
  lead: 1,
  pace: 'instant',
  done: true,
  ...more,
})

/** The text of a body up to its end or its break, and the error that broke it. */
export const readToTheEnd = async (response: Response): Promise<{ readonly text: string; readonly error: unknown }> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  try {
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) text += read.value
    return { text, error: undefined }
  } catch (error) {
    return { text, error }
  }
}

/** How many events a text of server-sent events holds. */
export const eventsIn = (text: string): number => text.split('\n\n').length - 1
