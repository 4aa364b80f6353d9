import { expect } from '../../../src/adapters/testing/vitest.ts'
import { ask, test } from './suite.ts'

test('refunds, at the wrong temperature', async ({ cuecard, clientOptions }) => {
  await ask(clientOptions, 'refund', { temperature: 3 })
  await ask(clientOptions, 'refund')

  expect(cuecard).toHavePlayed('refunds')
})
