import { expect } from '../../../src/adapters/testing/vitest.ts'
import { ask, test } from './suite.ts'

test('greets', async ({ cuecard, clientOptions }) => {
  await ask(clientOptions, 'hello')

  expect(cuecard).toHavePlayed('greets')
})

test('asks for too much, and means it', async ({ cuecard, clientOptions }) => {
  await ask(clientOptions, 'hello', { n: 200 })

  expect(cuecard).toHaveBrokenRule('model-caps')
})
