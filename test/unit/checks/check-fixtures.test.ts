import { expect, test } from 'vitest'

import { checkFixtures, type Fixture } from '../../../src/checks/check-fixtures.ts'

const fixtureOf = (dialect: string, name: string, side: Fixture['side'], value: Fixture['value']): Fixture => ({
  file: `${dialect}/${name}.${side}.json`,
  dialect,
  case: name,
  endpoint: 'chat-completions',
  side,
  value,
})

const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }
const response = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  choices: [{ index: 0, message: { content: 'Hi' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
}

test.each<[string, Fixture]>([
  ['a request for all the slips of its document', fixtureOf('reseller', 'hello', 'request', request)],
  ['a response by the letter of its document', fixtureOf('reseller', 'hello', 'response', response)],
  [
    'the one request that the real service refuses, by the letter',
    fixtureOf('openai', 'all-fields', 'request', { ...request, unknown: 1 }),
  ],
  ['an error', fixtureOf('gateway', 'broken', 'response', { error: { message: 'No.' } })],
])('accepts %s', async (_, fixture) => {
  expect(await checkFixtures([fixture])).toEqual([])
})

test.each<[string, Fixture, string]>([
  [
    'a request that clients may not send',
    fixtureOf('openai', 'hello', 'request', { ...request, unknown: 1 }),
    "Unknown parameter: 'unknown'. (at $.unknown, schema/additionalProperties)",
  ],
  [
    'a response with more than its document names',
    fixtureOf('reseller', 'hello', 'response', { ...response, service_tier: 'default' }),
    "Unknown parameter: 'service_tier'. (at $.service_tier, schema/additionalProperties)",
  ],
  [
    'a dialect that does not exist',
    fixtureOf('constructor', 'hello', 'request', request),
    'there is no dialect constructor: name the folder after one of openai, openai-classic, reseller, servicestack, gateway',
  ],
])('finds %s', async (_, fixture, message) => {
  const [finding] = await checkFixtures([fixture])

  expect(finding).toMatchObject({ severity: 'error', source: { file: fixture.file } })
  expect(finding?.message).toBe(message)
})
