import { expect, test } from 'vitest'
import { createCuecard } from '../../src/cuecard.ts'
import { doors, openDoor, type Door } from '../support/doors.ts'
import { behaviours, clock, story, streamed, type Behaviour } from './behaviours.data.ts'

const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
])

const play = async (door: Door, behaviour: Behaviour) => {
  const { method = 'POST', path = '/chat/completions', headers, options, cue } = behaviour
  const cuecard = createCuecard({ clock, ...options })
  if (cue !== undefined) cuecard.use(cue)
  const { baseURL, fetch } = await openDoor(door, cuecard)
  const body = method === 'POST' || method === 'PUT' ? { body: bodyOf(behaviour) } : {}
  const response = await fetch(baseURL + path, { method, headers: { ...usual, ...headers }, ...body })
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => !hopByHop.has(name)),
    ...(await readBody(response)),
  }
}

const usual = { authorization: 'Bearer sk-doors', 'content-type': 'application/json' }

const bodyOf = ({ body = {} }: Behaviour): string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array
    ? body
    : JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Pick a colour.' }], ...body })

/** What is read until the end, or until it breaks. */
const readBody = async (response: Response) => {
  const bytes: number[] = []
  try {
    for await (const part of response.body ?? []) for (const byte of part) bytes.push(byte)
    return { body: Buffer.from(bytes), breaks: undefined }
  } catch (error) {
    return { body: Buffer.from(bytes), breaks: error instanceof TypeError ? true : error }
  }
}

test.each(behaviours)('$name is the same through every door', async (behaviour) => {
  const [listener, fetch, msw] = [
    await play('listener', behaviour),
    await play('fetch', behaviour),
    await play('msw', behaviour),
  ]

  expect(listener.status).toBe(behaviour.status)
  expect(listener.body.toString()).toContain(behaviour.says ?? '')
  expect(listener.breaks).toBe(behaviour.breaks)
  expect({ ...fetch, body: fetch.body.toString() }).toEqual({ ...listener, body: listener.body.toString() })
  expect(fetch.body.equals(listener.body)).toBe(true)
  expect({ ...msw, body: msw.body.toString() }).toEqual({ ...listener, body: listener.body.toString() })
  expect(msw.body.equals(listener.body)).toBe(true)
})

test.each(doors)('%s lets a pace asked for by header win over the times of a cue', async (door) => {
  const slow = { ...story, stream: { time_to_first_token: '1h', inter_token_latency: '1h' } }

  const played = await play(door, {
    name: '',
    status: 200,
    body: streamed,
    cue: slow,
    headers: { 'x-cuecard-pace': 'instant' },
    options: { clock: never },
  })

  expect(played.body.toString()).toContain('[DONE]')
})

const never = {
  ...clock,
  sleepUntil: () => {
    throw new Error('nothing is to be waited for')
  },
}
