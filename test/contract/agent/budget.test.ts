import { expect } from 'vitest'
import { inEachPlace } from './places.ts'

inEachPlace((test) => {
  test('an agent that turns in circles is stopped', async ({ cuecard, shop }) => {
    const { how, text } = await shop.agent.ask('Tell me everything you know.')

    expect(how).toBe('over budget')
    expect(text).toContain('A colleague')
    await expect(cuecard).toHavePlayed('never comes to an end', 5)
  })

  test('a smaller budget ends sooner', async ({ cuecard, shop }) => {
    await shop.with({ budget: { steps: 2 } }).agent.ask('Tell me everything you know.')

    await expect(cuecard).toHaveReceivedCalls(2)
  })

  test('tokens are counted as the service counts them', async ({ cuecard, shop }) => {
    const { how } = await shop.with({ budget: { tokens: 1 } }).agent.ask('Where is my order 17?')

    expect(how).toBe('over budget')
    await expect(cuecard).toHaveReceivedCalls(1)
  })

  test('an answer within the budget says what it has cost', async ({ shop }) => {
    const one = await shop.with({}).agent.ask('Hello!')
    const two = await shop.with({}).agent.ask('Where is my order 17?')

    expect(two.tokens).toBeGreaterThan(one.tokens)
  })

  test('an agent without tools offers none', async ({ cuecard, shop }) => {
    await shop.with({ tools: [] }).agent.ask('Hello!')

    await expect(cuecard).not.toHaveOfferedTool('find_order')
    await expect(cuecard).toSatisfyContract()
  })
})
