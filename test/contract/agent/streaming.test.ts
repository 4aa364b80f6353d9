import { expect } from 'vitest'
import type { Screen } from '../../support/agent/screen.ts'
import { inEachPlace, type Shop } from './places.ts'

const lastLine = ({ lines }: Screen): string | undefined => lines.at(-1)?.text

/** Waits until the page shows so much of the answer. */
const shown = (shop: Shop, text: string): Promise<void> =>
  expect.poll(() => lastLine(shop.screen), { timeout: 10_000 }).toBe(text)

const stuck = { stream: { chunk: 'word' }, fault: { hang: { after: 1 } } }

inEachPlace((test) => {
  test('text grows on the page', async ({ shop }) => {
    await shop.agent.ask('Tell me a long story.')

    const texts = shop.screens.filter(({ status }) => status === 'writing').map(lastLine)
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.every((text, at) => at === 0 || text?.startsWith(texts[at - 1] ?? ''))).toBe(true)
    expect(texts.at(-1)).toBe('Once there was a parcel that went around the world before it came to its door.')
  })

  test('the page goes from thinking over writing to rest', async ({ shop }) => {
    await shop.agent.ask('Hello!')

    const statuses = shop.screens.map(({ status }) => status)
    expect(statuses.filter((status, at) => status !== statuses[at - 1])).toEqual([
      'idle',
      'thinking',
      'writing',
      'idle',
    ])
    expect(shop.screen.ended).toBe('answered')
  })

  test('the page shows which tool is at work', async ({ shop }) => {
    await shop.agent.ask('Where is my order 17?')

    const seen = shop.screens.flatMap(({ tools }) => tools.map(({ name, state }) => `${name} ${state}`))
    expect([...new Set(seen)]).toEqual(['find_order running', 'find_order done'])
  })

  test('words come as the cue cuts them', async ({ cuecard, shop }) => {
    await cuecard.use({ when: { last: 'user' }, reply: { content: 'One two three.' }, stream: { chunk: 'word' } })

    await shop.agent.ask('Count.')

    const texts = shop.screens.filter(({ status }) => status === 'writing').map(lastLine)
    expect(texts).toEqual(['One', 'One two', 'One two three.'])
  })

  test('usage comes with the stream', async ({ shop }) => {
    const { tokens } = await shop.agent.ask('Hello!')

    expect(tokens).toBeGreaterThan(20)
  })

  test('a stop button leaves what is written', async ({ cuecard, shop }) => {
    await cuecard.use({ when: { last: 'user' }, reply: { content: 'Once upon a time' }, ...stuck })
    const stop = new AbortController()
    const asked = shop.agent.ask('Tell me a story.', stop.signal)
    await shown(shop, 'Once')

    stop.abort()

    expect(await asked).toEqual({ text: '', how: 'stopped', tokens: 0 })
    expect(shop.screen).toMatchObject({ status: 'idle', ended: 'stopped' })
    expect(lastLine(shop.screen)).toBe('Once')
  })

  test('a customer who has stopped an answer can go on', async ({ cuecard, shop }) => {
    await cuecard.use({ when: { user: 'Tell me a story.' }, reply: { content: 'Once upon a time' }, ...stuck })
    const stop = new AbortController()
    const asked = shop.agent.ask('Tell me a story.', stop.signal)
    await shown(shop, 'Once')
    stop.abort()
    await asked

    const { text } = await shop.agent.ask('Hello!')

    expect(text).toBe('Hello! How can I help you with your order?')
    await expect(cuecard).toHaveBeenCalledWithMessage({ role: 'user', content: 'Tell me a story.' })
  })

  test('a stop before the first word is no failure', async ({ cuecard, shop }) => {
    await cuecard.use({ name: 'thinks', when: { last: 'user' }, reply: { content: 'Well' }, delay: '60s' })
    const stop = new AbortController()
    const asked = shop.agent.ask('Hm?', stop.signal)
    await expect.poll(async () => (await cuecard.calls).length, { timeout: 10_000 }).toBe(1)

    stop.abort()

    expect(await asked).toMatchObject({ how: 'stopped' })
    expect(shop.screen.lines).toEqual([{ by: 'customer', text: 'Hm?' }])
  })
})
