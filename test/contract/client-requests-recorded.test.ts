import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { post, readFixture, sentBy } from './client-requests.ts'

/** Recorded from llamaindex, instructor and the openai package of Python; those of other Python packages are written after their sources. */
const files = readdirSync(new URL('../../fixtures/clients/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.request.json'))

/** Sent by clients, and refused by the service too. */
const refused: Readonly<Record<string, string>> = {
  'llamaindex/reasoning.request.json':
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  'llamaindex/reasoning-tools.request.json':
    "Unsupported value: 'temperature' does not support 0.1 with this model. Only the default (1) value is supported.",
}

test.each(files.filter((file) => !Object.hasOwn(refused, file)))('%s is accepted', async (file) => {
  const { bodies, refusals } = await sentBy((fetch) => post(fetch, readFixture(`clients/${file}`)))

  expect({ count: bodies.length, refusals }).toEqual({ count: 1, refusals: [] })
})

test.each(Object.entries(refused))('%s is refused as the service refuses it', async (file, message) => {
  const { refusals } = await sentBy((fetch) => post(fetch, readFixture(`clients/${file}`)))

  expect(refusals).toEqual([{ status: 400, violations: [message] }])
})
