import { expect } from 'vitest'
import { RefusedError, triage } from '../../support/agent/triage.ts'
import { inEachPlace } from './places.ts'

const message = 'My order 18 came broken, and the party is tonight!'
const ticket = { topic: 'refund', urgent: true, order: '18' } as const

inEachPlace((test) => {
  test('a message becomes a ticket', async ({ cuecard, shop }) => {
    await cuecard.use({ when: { user: message }, reply: { content: JSON.stringify(ticket) } })

    expect(await triage(shop.client, message)).toEqual(ticket)
    await expect(cuecard).toHaveBeenCalledWithRequest({
      response_format: { json_schema: { name: 'ticket', strict: true } },
    })
  })

  test('a ticket that nobody has written down has what the schema asks for', async ({ shop }) => {
    expect(await triage(shop.client, message)).toEqual({
      topic: expect.stringMatching(/^(delivery|refund|other)$/),
      urgent: expect.any(Boolean),
      order: expect.toSatisfy((order: unknown) => order === null || typeof order === 'string'),
    })
  })

  test('the same message makes the same ticket', async ({ shop }) => {
    expect(await triage(shop.client, message)).toEqual(await triage(shop.client, message))
  })

  test('a ticket that was cut off is asked for with more room', async ({ cuecard, shop }) => {
    await cuecard.use({
      sequence: [
        { reply: { content: '{"topic":"ref', finish_reason: 'length' }, times: 1 },
        { reply: { content: JSON.stringify(ticket) } },
      ],
    })

    expect(await triage(shop.client, message)).toEqual(ticket)
    await expect(cuecard).toHaveBeenCalledWithRequest({ max_completion_tokens: 400 })
  })

  test('a refusal is told apart from a ticket', async ({ cuecard, shop }) => {
    await cuecard.use({ reply: { refusal: 'I would rather not.' } })

    await expect(triage(shop.client, message)).rejects.toThrow(new RefusedError('I would rather not.'))
  })

  test('an answer that is no JSON is an error', async ({ cuecard, shop }) => {
    await cuecard.use({ reply: { content: 'A refund, I think.' } })

    await expect(triage(shop.client, message)).rejects.toThrow(SyntaxError)
  })
})
