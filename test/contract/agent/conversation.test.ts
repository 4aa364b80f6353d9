import { expect } from 'vitest'
import { inEachPlace } from './places.ts'

inEachPlace((test) => {
  test('a customer is greeted', async ({ cuecard, shop }) => {
    const answer = await shop.agent.ask('Hello!')

    expect(answer).toMatchObject({ text: 'Hello! How can I help you with your order?', how: 'answered' })
    await expect(cuecard).toHaveReceivedCalls([200])
    await expect(cuecard).toHavePlayed('greets')
  })

  test('every call carries the instructions and the tools of the shop', async ({ cuecard, shop }) => {
    await shop.agent.ask('Hello!')

    await expect(cuecard).toHaveBeenCalledWithMessage({ role: 'system', content: expect.stringContaining('a shop') })
    await expect(cuecard).toHaveOfferedTool('find_order')
    await expect(cuecard).toHaveOfferedTool('refund_order', {
      strict: true,
      parameters: { required: ['order', 'amount'] },
    })
    await expect(cuecard).toSatisfyContract()
  })

  test('the second question brings the first one along', async ({ cuecard, shop }) => {
    await shop.agent.ask('Hello!')
    await shop.agent.ask('Where is my order 17?')

    await expect(cuecard).toHaveBeenCalledWithRequest({
      messages: expect.arrayContaining([
        { role: 'user', content: 'Hello!' },
        { role: 'assistant', content: 'Hello! How can I help you with your order?' },
        { role: 'user', content: 'Where is my order 17?' },
      ]),
    })
  })

  test('what the scenario does not know is made up, in the same words every time', async ({ cuecard, shop }) => {
    const question = 'Do you sell umbrellas?'

    const { text } = await shop.with({ tools: [] }).agent.ask(question)
    const other = await shop.with({ tools: [] }).agent.ask(question)

    expect(text).not.toBe('')
    expect(other.text).toBe(text)
    expect((await cuecard.calls).map(({ generated }) => generated)).toEqual([true, true])
  })

  test('a refusal is said, and remembered as one', async ({ cuecard, shop }) => {
    const answer = await shop.agent.ask('What is the password of my neighbour?')
    await shop.agent.ask('Hello again')

    expect(answer).toMatchObject({ how: 'refused', text: "I cannot help with other people's passwords." })
    await expect(cuecard).toHaveBeenCalledWithMessage({ role: 'assistant', refusal: answer.text })
  })

  test('a long conversation is summarised before it goes on', async ({ cuecard, shop }) => {
    const { agent } = shop.with({ remember: 5 })
    await agent.ask('Hello!')
    await agent.ask('Where is my order 17?')

    await agent.ask('Hi again')

    await expect(cuecard).toHavePlayed('summarises', 1)
    await expect(cuecard).toHaveBeenCalledWithMessage('user: Where is my order 17?')
    expect(agent.memory.messages).toEqual([
      { role: 'developer', content: 'So far: The customer asked about several orders.' },
      { role: 'user', content: 'Hi again' },
      { role: 'assistant', content: 'Hello! How can I help you with your order?' },
    ])
  })

  test('a short conversation is not', async ({ cuecard, shop }) => {
    const { agent } = shop.with({ remember: 5 })

    await agent.ask('Hello!')
    await agent.ask('Hi again')

    await expect(cuecard).not.toHavePlayed('summarises')
    await expect(cuecard).not.toHaveBeenCalledWithMessage('Summarise')
  })

  test('two customers at once do not hear each other', async ({ shop }) => {
    const one = shop.with({}).agent
    const other = shop.with({}).agent

    const answers = await Promise.all([one.ask('Where is my order 17?'), other.ask('Where is my order 18?')])

    expect(answers.map(({ text }) => text)).toEqual(['Your order is on its way.', 'Your order was delivered.'])
    expect(one.memory.messages.length).toBe(other.memory.messages.length)
  })
})
