import OpenAI from 'openai'
import { expect } from 'vitest'
import { inEachPlace } from './places.ts'

const soon = '5ms'

inEachPlace((test) => {
  test('a full service is asked again', async ({ cuecard, shop }) => {
    await cuecard.use({ error: 'rate_limited', retry_after: soon, times: 2 })

    const { how } = await shop.agent.ask('Hello!')

    expect(how).toBe('answered')
    await expect(cuecard).toHaveReceivedCalls([429, 429, 200])
  })

  test('a failing service is asked again', async ({ cuecard, shop }) => {
    await cuecard.use({ error: 'server_error', retry_after: soon, times: 1 })

    const { how } = await shop.agent.ask('Hello!')

    expect(how).toBe('answered')
    await expect(cuecard).toHaveReceivedCalls([500, 200])
  })

  test('a retry is the same request', async ({ cuecard, shop }) => {
    await cuecard.use({ error: 'overloaded', retry_after: soon, times: 1 })

    await shop.agent.ask('Hello!')

    const [first, second] = (await cuecard.calls).map(({ request }) => request)
    expect(second?.json).toEqual(first?.json)
    expect([first, second].map((request) => request?.headers['x-stainless-retry-count'])).toEqual(['0', '1'])
  })

  test('another model takes over when one fails for good', async ({ cuecard, shop }) => {
    await cuecard.use({ name: 'down', when: { model: 'gpt-4o' }, error: 'server_error', retry_after: soon })

    const { text } = await shop.agent.ask('Hello!')

    expect(text).toBe('Hello! How can I help you with your order?')
    await expect(cuecard).toHavePlayed('down', 3)
    await expect(cuecard).toHaveCalledModel('gpt-4o-mini')
  })

  test('a customer is told when every model fails', async ({ cuecard, shop }) => {
    await cuecard.use({ error: 'server_error', retry_after: soon })

    await expect(shop.agent.ask('Hello!')).rejects.toThrow(OpenAI.InternalServerError)

    expect(shop.screen).toMatchObject({ status: 'idle', ended: 'failed' })
    await expect(cuecard).toHaveReceivedCalls(6)
  })

  test('what is spent for good is not asked for again and again', async ({ cuecard, shop }) => {
    await cuecard.use({ error: 'invalid_api_key' })

    await expect(shop.agent.ask('Hello!')).rejects.toThrow(OpenAI.AuthenticationError)

    await expect(cuecard).toHaveReceivedCalls([401])
  })

  test('an answer that breaks off is taken back and asked for again', async ({ cuecard, shop }) => {
    await cuecard.use({
      reply: { content: 'Once there was a server that' },
      stream: { chunk: 'word', cut: { after: 3, how: 'reset' } },
      times: 1,
    })

    const { text } = await shop.agent.ask('Tell me a long story.')

    expect(text).toContain('a parcel')
    expect(shop.screens.some(({ lines }) => lines.at(-1)?.text === 'Once there was')).toBe(true)
    expect(shop.screen.lines).toEqual([
      { by: 'customer', text: 'Tell me a long story.' },
      { by: 'agent', text },
    ])
  })

  test('a stream that ends before the answer does is asked for again', async ({ cuecard, shop }) => {
    await cuecard.use({ reply: { content: 'Once there was' }, fault: 'no_finish_reason', times: 1 })

    const { text } = await shop.agent.ask('Hello!')

    expect(text).toBe('Hello! How can I help you with your order?')
    await expect(cuecard).toHaveReceivedCalls([200, 200])
  })

  test('a lookup survives a failure between its steps', async ({ cuecard, shop }) => {
    await cuecard.use({ when: { last: 'tool' }, error: 'server_error', retry_after: soon, times: 1 })

    const { text } = await shop.agent.ask('Where is my order 17?')

    expect(text).toBe('Your order is on its way.')
    await expect(cuecard).toHaveReceivedCalls([200, 500, 200])
  })

  test('a mistake of ours is no reason to try again', async ({ cuecard, shop }) => {
    const bad = shop.client.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Hello!' }],
      temperature: 3,
    })

    await expect(bad).rejects.toThrow(OpenAI.BadRequestError)

    await expect(cuecard).toHaveReceivedCalls([400])
    await expect(cuecard).toHaveBrokenRule('schema/maximum', { param: 'temperature' })
  })
})
