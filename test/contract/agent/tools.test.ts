import { expect } from 'vitest'
import { inEachPlace } from './places.ts'

inEachPlace((test) => {
  test('an order is looked up before the agent speaks of it', async ({ cuecard, shop }) => {
    const { text } = await shop.agent.ask('Where is my order 17?')

    expect(text).toBe('Your order is on its way.')
    await expect(cuecard).toHaveReceivedToolResult('find_order', { status: 'shipped', total: 40 })
    await expect(cuecard).toHaveReceivedCalls([200, 200])
  })

  test('the agent hears that there is no such order', async ({ cuecard, shop }) => {
    const { text } = await shop.agent.ask('Where is my order 99?')

    expect(text).toBe('I cannot find that order. Is the number right?')
    await expect(cuecard).toHaveReceivedToolResult('find_order', { error: 'there is no order 99' })
  })

  test('two orders are looked up at once', async ({ cuecard, shop }) => {
    await cuecard.use({
      name: 'tells both',
      when: { last: 'tool' },
      reply: { content: 'One is on its way, one has come.' },
    })

    const { text } = await shop.agent.ask('Where are both orders?')

    expect(text).toBe('One is on its way, one has come.')
    await expect(cuecard).toHaveReceivedToolResult('find_order', /shipped/)
    await expect(cuecard).toHaveReceivedToolResult('find_order', /delivered/)
    await expect(cuecard).toHaveReceivedCalls(2)
  })

  test('results go back under the ids of their calls', async ({ cuecard, shop }) => {
    await shop.agent.ask('Where are both orders?')

    const messages = shop.agent.memory.messages
    const asked = messages.flatMap((message) => ('tool_calls' in message ? (message.tool_calls ?? []) : []))
    const answered = messages.flatMap((message) => (message.role === 'tool' ? message.tool_call_id : []))
    expect(new Set(answered).size).toBe(2)
    expect(answered).toEqual(asked.map(({ id }) => id))
    await expect(cuecard).toSatisfyContract()
  })

  test('a refund is paid once', async ({ cuecard, shop }) => {
    const { text } = await shop.agent.ask('I want a refund of order 17.')

    expect(text).toBe('The money is on its way back to you.')
    expect(shop.orders.get('17')?.refunded).toBe(30)
    await expect(cuecard).toHaveReceivedToolResult('refund_order', { refunded: 30 })
  })

  test('no more is refunded than was paid', async ({ cuecard, shop }) => {
    await shop.agent.ask('I want a refund of order 17.')
    await cuecard.use({ name: 'says how much', when: { last: 'tool' }, reply: { content: 'Only 10 are left.' } })

    const { text } = await shop.agent.ask('Another refund of order 17, please.')

    expect(text).toBe('Only 10 are left.')
    expect(shop.orders.get('17')?.refunded).toBe(30)
    await expect(cuecard).toHaveReceivedToolResult('refund_order', { error: 'only 10 can be refunded' })
  })

  test('articles are searched', async ({ cuecard, shop }) => {
    const { text } = await shop.agent.ask('What is your return policy?')

    expect(text).toBe('You can return everything within thirty days.')
    await expect(cuecard).toHaveReceivedToolResult('search_help', ['Returns are free for thirty days.'])
  })

  test('a tool that the model has made up is answered with an error', async ({ cuecard, shop }) => {
    await cuecard.use(
      { when: { last: 'user' }, reply: { tool_calls: [{ name: 'cancel_order', arguments: {} }] } },
      { when: { last: 'tool' }, reply: { content: 'I cannot cancel orders.' } },
    )

    const { text } = await shop.agent.ask('Cancel it.')

    expect(text).toBe('I cannot cancel orders.')
    await expect(cuecard).toHaveReceivedToolResult('cancel_order', { error: 'there is no tool cancel_order' })
  })

  test('arguments that are no JSON are answered with an error', async ({ cuecard, shop }) => {
    await cuecard.use(
      { when: { last: 'user' }, reply: { tool_calls: [{ name: 'find_order', arguments: '{"order": "1' }] } },
      { when: { last: 'tool' }, reply: { content: 'Let me try again.' } },
    )

    await shop.agent.ask('Where is it?')

    await expect(cuecard).toHaveReceivedToolResult('find_order', { error: expect.stringContaining('JSON') })
    expect(shop.screen.tools).toMatchObject([{ name: 'find_order', state: 'failed' }])
  })

  test('arguments that nobody has written down fit the schema of the tool', async ({ cuecard, shop }) => {
    const { choices } = await shop.client.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Please look it up.' }],
      tools: [
        {
          type: 'function',
          function: {
            name: 'find_order',
            parameters: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
          },
        },
      ],
      tool_choice: 'required',
    })

    const call = choices[0]?.message.tool_calls?.[0]
    expect(JSON.parse(call?.type === 'function' ? call.function.arguments : '')).toEqual({ order: expect.any(String) })
    await expect(cuecard).toHaveBeenCalledWithRequest({ tool_choice: 'required' })
  })
})
