import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { matchers } from '../../../src/adapters/testing/matchers.ts'
import type { Cuecard } from '../../../src/cuecard.ts'
import { asked, say, weather } from './asked.ts'

expect.extend(matchers)

/** What somebody reads whose expectation was wrong. */
const messageOf = (assertion: () => void): string => {
  try {
    assertion()
  } catch (error) {
    if (error instanceof Error) return stripVTControlCharacters(error.message)
  }
  throw new Error('the assertion holds')
}

const greets = {
  scenarios: [{ cuecard: 1, cues: [{ name: 'greets', when: { user: 'Hi' }, reply: { content: 'Hello!' } }] }],
} as const

const shop = (): Promise<Cuecard> =>
  asked(
    greets,
    {},
    {
      messages: [
        { role: 'system', content: 'You help.' },
        { role: 'user', content: 'A refund for order 17' },
      ],
      tools: [weather],
    },
  )

test('a message that was not sent is shown beside those that were', async () => {
  const cuecard = await shop()

  expect(messageOf(() => expect(cuecard).toHaveBeenCalledWithMessage('refund of order 18'))).toMatchInlineSnapshot(`
    "expect(cuecard).toHaveBeenCalledWithMessage()

    Expected: a call with a message that contains "refund of order 18"
    There were 2 calls:
      1. 200 gpt-4o-mini, cue "greets"
           user: Hi
      2. 200 gpt-4o-mini, made up
           system: You help.
           user: A refund for order 17

    The nearest message: user: A refund for order 17"
  `)
})

test('of an object the nearest message shows the difference', async () => {
  const cuecard = await shop()

  expect(
    messageOf(() => expect(cuecard).toHaveBeenCalledWithMessage({ role: 'user', content: 'A refund for order 18' })),
  ).toMatchInlineSnapshot(`
    "expect(cuecard).toHaveBeenCalledWithMessage()

    Expected: a call with a message that has { "content": "A refund for order 18", "role": "user" }
    There were 2 calls:
      1. 200 gpt-4o-mini, cue "greets"
           user: Hi
      2. 200 gpt-4o-mini, made up
           system: You help.
           user: A refund for order 17

    The nearest message:
    - Expected
    + Received

      {
    -   "content": "A refund for order 18",
    +   "content": "A refund for order 17",
        "role": "user",
      }"
  `)
})

test('of a request the nearest shows the difference', async () => {
  const cuecard = await asked({}, { temperature: 0.2, metadata: { team: 'a' } })

  expect(messageOf(() => expect(cuecard).toHaveBeenCalledWithRequest({ temperature: 0.3, metadata: { team: 'a' } })))
    .toMatchInlineSnapshot(`
    "expect(cuecard).toHaveBeenCalledWithRequest()

    Expected: a call with a body that has { "metadata": { "team": "a" }, "temperature": 0.3 }
    There was 1 call:
      1. 200 gpt-4o-mini, made up
           user: Hi

    The nearest:
    - Expected
    + Received

      {
        "metadata": {
          "team": "a",
        },
    -   "temperature": 0.3,
    +   "temperature": 0.2,
      }"
  `)
})

test('a tool whose name is misspelt is put right', async () => {
  const cuecard = await shop()

  expect(messageOf(() => expect(cuecard).toHaveOfferedTool('get_wether'))).toMatchInlineSnapshot(`
    "expect(cuecard).toHaveOfferedTool()

    Expected: a call with the tool "get_wether" on offer
    There were 2 calls:
      1. 200 gpt-4o-mini, cue "greets"
           tools: none
      2. 200 gpt-4o-mini, made up
           tools: get_weather

    Did you mean "get_weather"?"
  `)
})

test('a message that should not have been sent is shown in its call', async () => {
  const cuecard = await shop()

  expect(messageOf(() => expect(cuecard).not.toHaveBeenCalledWithMessage('refund'))).toMatchInlineSnapshot(`
    "expect(cuecard).not.toHaveBeenCalledWithMessage()

    Expected not: a call with a message that contains "refund"
    Call 2. 200 gpt-4o-mini, made up
           system: You help.
           user: A refund for order 17"
  `)
})

test('a cue that has not played is shown beside those that have', async () => {
  const cuecard = await shop()

  expect(messageOf(() => expect(cuecard).toHavePlayed('greet'))).toMatchInlineSnapshot(`
    "expect(cuecard).toHavePlayed()

    Expected: an answer of the cue "greet"
    There were 2 calls:
      1. 200 gpt-4o-mini, cue "greets"
           user: Hi
      2. 200 gpt-4o-mini, made up
           system: You help.
           user: A refund for order 17

    Did you mean "greets"?"
  `)
})

test('a broken rule comes with its call and its source', async () => {
  const cuecard = await asked({}, { ...say('Be bold'), temperature: 3 })

  expect(messageOf(() => expect(cuecard).toSatisfyContract())).toMatchInlineSnapshot(`
    "expect(cuecard).toSatisfyContract()

    Expected: calls that break no rule
      schema/maximum at temperature: Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.
        call 1: 400 gpt-4o-mini, user: Be bold
        source: How daring the sampling is (002; wire-format 3.5)."
  `)
})

test('without calls there is not much to show', async () => {
  const cuecard = await asked({})

  expect(messageOf(() => expect(cuecard).toHaveReceivedCalls([200]))).toMatchInlineSnapshot(`
    "expect(cuecard).toHaveReceivedCalls()

    Expected: calls that get 200
    There was no call."
  `)
})

test('of many calls and long conversations the end is shown', async () => {
  const messages = Array.from({ length: 9 }, (_, index) => ({
    role: 'user' as const,
    content: `${index} ${'long '.repeat(40)}`,
  }))
  const cuecard = await asked({}, ...Array.from({ length: 7 }, () => ({ messages })))

  const lines = messageOf(() => expect(cuecard).toHaveBeenCalledWithMessage('short')).split('\n')

  expect(lines[3]).toBe('There were 7 calls; the last 5 were:')
  expect(lines[4]).toBe('  3. 200 gpt-4o-mini, made up')
  expect(lines[5]).toBe('       … 5 before')
  expect(lines[6]).toMatch(/^ {7}user: 5 long.{100,110}…$/)
  expect(lines.length).toBe(4 + 5 * 6)
})
