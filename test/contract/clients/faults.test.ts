import { createParser } from 'eventsource-parser'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createCuecard } from '../../../src/cuecard.ts'
import { faults } from '../../../src/wire/faults/list.ts'
import { doors, openDoor, type OpenDoor } from '../../support/doors.ts'

/** What a program sees of an answer: the text it got, then the error that it has to handle. */
interface Sight {
  readonly plain: string
  readonly stream: string
  /** How many events `eventsource-parser` read, whether `[DONE]` was among them, how reading ended. */
  readonly events: string
}

const text = 'one twö three four'
const asFar = 'one twö'
const healthy: Sight = { plain: text, stream: `${text} (stop)`, events: '7 [DONE]' }

/** Clients of the `openai` package, without retries, and of `fetch`; the same through every door. */
const sights: Readonly<Record<string, Sight>> = {
  end: { plain: 'SyntaxError', stream: asFar, events: '4' },
  close: { plain: 'TypeError', stream: `${asFar} TypeError`, events: '4 TypeError' },
  reset: { plain: 'TypeError', stream: `${asFar} TypeError`, events: '4 TypeError' },
  // Given up: the package ends an aborted stream without an error.
  hang: { plain: 'APIUserAbortError', stream: asFar, events: '4 TimeoutError' },
  error: { plain: 'no choice', stream: `${asFar} APIError`, events: '5' },
  garbage: { plain: 'SyntaxError', stream: `${asFar} SyntaxError`, events: '5' },
  truncate: { plain: 'SyntaxError', stream: `${asFar} SyntaxError`, events: '4' },
  split: healthy,
  crlf: healthy,
  comments: healthy,
  no_done: { ...healthy, events: '7' },
  no_finish_reason: { ...healthy, stream: text },
  duplicate: { plain: 'SyntaxError', stream: 'one twö three three four (stop)', events: '8 [DONE]' },
  huge: { plain: '200000 characters', stream: '200000 characters twö three four (stop)', events: '7 [DONE]' },
  slow_headers: healthy,
  content_type: { ...healthy, plain: 'no choice' },
  error_in_200: { plain: 'no choice', stream: '', events: '0' },
  html_502: { plain: 'InternalServerError 502', stream: 'InternalServerError 502', events: '0' },
}

const settings: Readonly<Record<string, object>> = { slow_headers: { delay: '1ms' }, huge: { size: 200_000 } }

const faulty = (name: string) =>
  createCuecard({
    scenarios: [{ cuecard: 1, cues: [{ reply: { content: text }, fault: { [name]: settings[name] ?? {} } }] }],
  })

test('every fault says what clients see of it', () => {
  expect(Object.keys(sights)).toEqual(faults.map(({ name }) => name))
})

describe.each(doors)('through %s', (door) => {
  test.each(Object.entries(sights))('the fault %s is seen by programs as what it is', async (name, sight) => {
    const open = await openDoor(door, faulty(name))
    const patience = name === 'hang' ? 150 : 10_000

    const seen = {
      plain: await plainSight(open, AbortSignal.timeout(patience)),
      stream: await streamSight(open, AbortSignal.timeout(patience)),
      events: await eventsSight(open, AbortSignal.timeout(patience)),
    }

    expect(seen).toEqual(sight)
  })
})

const ask: OpenAI.ChatCompletionCreateParamsNonStreaming = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Count.' }],
}

const clientOf = (door: OpenDoor): OpenAI => new OpenAI({ apiKey: 'sk-test', ...door, maxRetries: 0, logLevel: 'off' })

const plainSight = async (door: OpenDoor, signal: AbortSignal): Promise<string> => {
  try {
    const completion: Partial<OpenAI.ChatCompletion> = await clientOf(door).chat.completions.create(ask, { signal })
    return shortened(completion.choices?.[0]?.message.content ?? 'no choice')
  } catch (error) {
    return nameOf(error)
  }
}

const streamSight = async (door: OpenDoor, signal: AbortSignal): Promise<string> => {
  let got = ''
  try {
    const stream = await clientOf(door).chat.completions.create({ ...ask, stream: true }, { signal })
    for await (const { choices } of stream) {
      const [choice] = choices
      got = shortened(got + (choice?.delta.content ?? ''))
      if (typeof choice?.finish_reason === 'string') got += ` (${choice.finish_reason})`
    }
    return shortened(got)
  } catch (error) {
    return `${shortened(got)} ${nameOf(error)}`.trim()
  }
}

const eventsSight = async ({ baseURL, fetch }: OpenDoor, signal: AbortSignal): Promise<string> => {
  const data: string[] = []
  const parser = createParser({ onEvent: (event) => data.push(event.data) })
  const seen = (...more: readonly string[]): string => {
    const isDone = data.at(-1) === '[DONE]'
    return [String(isDone ? data.length - 1 : data.length), ...(isDone ? ['[DONE]'] : []), ...more].join(' ')
  }
  try {
    const body = JSON.stringify({ ...ask, stream: true })
    const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
    const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', headers, body, signal })
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) parser.feed(decoder.decode(bytes, { stream: true }))
    return seen()
  } catch (error) {
    return seen(nameOf(error))
  }
}

const nameOf = (error: unknown): string => {
  if (error instanceof OpenAI.APIError)
    return [error.constructor.name, error.status].filter((part) => part !== undefined).join(' ')
  return error instanceof Error ? error.name : String(error)
}

const shortened = (got: string): string => (got.length > 1_000 ? `${got.length} characters` : got)
