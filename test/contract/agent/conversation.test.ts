import { expect } from 'vitest'
import { inEachPlace } from './places.ts'

inEachPlace((test) => {
  test('a customer is greeted', async ({ cuecard, shop }) => {
    const answer = await shop.agent.ask('Hello!')

    expect(answer).toEqual({ text: 'Hello! How can I help you with your order?', how: 'answered', tokens: expect.any(Number) })
    await expect(cuecard).toHaveReceivedCalls([200])
    await expect(cuecard).toHavePlayed('greets')
  })
})
