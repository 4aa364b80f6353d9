import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'
import { doors, openDoor, type Door } from '../support/doors.ts'

const cuecard = (): Cuecard =>
  createCuecard({
    pace: 'manual',
    scenarios: [
      {
        cuecard: 1,
        cues: [
          {
            when: { user: 'Break.' },
            reply: { content: 'one two three' },
            stream: { cut: { after: 2, how: 'reset' } },
          },
          { reply: { content: 'one two three' } },
        ],
      },
    ],
  })

/** Text as a page would show it while it comes in. */
interface Shown {
  text: string
  end: string
}

const show = async (door: Door, from: Cuecard, content = 'Count.'): Promise<{ shown: Shown; stop: () => void }> => {
  const client = new OpenAI({ apiKey: 'sk-test', ...(await openDoor(door, from)), maxRetries: 0 })
  const shown: Shown = { text: '', end: 'open' }
  const stream = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
    stream: true,
  })
  void (async () => {
    try {
      for await (const { choices } of stream) shown.text += choices[0]?.delta.content ?? ''
      shown.end = 'done'
    } catch (error) {
      shown.end = error instanceof Error ? error.constructor.name : String(error)
    }
  })()
  return { shown, stop: () => stream.controller.abort() }
}

describe.each(doors)('through %s', (door) => {
  test('events go when the test says so', async () => {
    const served = cuecard()
    const { shown } = await show(door, served)
    const stream = served.calls.at(-1)?.stream

    await stream?.next()
    await expect.poll(() => shown).toEqual({ text: 'one', end: 'open' })
    await stream?.next(2)
    await expect.poll(() => shown).toEqual({ text: 'one two three', end: 'open' })
    await stream?.finish()
    await expect.poll(() => shown).toEqual({ text: 'one two three', end: 'done' })
    await expect.poll(() => served.calls.at(-1)?.outcome?.end).toBe('complete')
  })

  test('a stop button is seen while half of the text is shown', async () => {
    const served = cuecard()
    const { shown, stop } = await show(door, served)
    await served.calls.at(-1)?.stream?.next(2)
    await expect.poll(() => shown.text).toBe('one two')

    stop()

    await expect.poll(() => served.calls.at(-1)?.outcome?.end).toBe('aborted')
    expect(shown).toEqual({ text: 'one two', end: 'done' })
    await served.calls.at(-1)?.stream?.finish()
  })

  test('the connection breaks when the test says so', async () => {
    const served = cuecard()
    const { shown } = await show(door, served)
    const stream = served.calls.at(-1)?.stream
    await stream?.next(1)
    await expect.poll(() => shown.text).toBe('one')

    await stream?.fail()

    await expect.poll(() => shown).toEqual({ text: 'one', end: 'TypeError' })
    await expect.poll(() => served.calls.at(-1)?.outcome?.end).toBe('cut')
  })

  test('what is cut ends at the cut', async () => {
    const served = cuecard()
    const { shown } = await show(door, served, 'Break.')

    await served.calls.at(-1)?.stream?.finish()

    await expect.poll(() => shown).toEqual({ text: 'one two', end: 'TypeError' })
  })
})

test('answers in one piece are not held back', async () => {
  const served = cuecard()
  const client = new OpenAI({ apiKey: 'sk-test', fetch: served.fetch })

  const { choices } = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Count.' }],
  })

  expect(choices[0]?.message.content).toBe('one two three')
  expect(served.calls[0]?.stream).toBeUndefined()
})
