import OpenAI from 'openai'
import { describe } from 'vitest'
import { expect, test } from '../../../src/adapters/testing/vitest.ts'

const ask = async (client: OpenAI, content: string, more: { temperature?: number } = {}): Promise<unknown> => {
  const { choices } = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content }],
    ...more,
  })
  return choices[0]?.message.content
}

describe('a test', () => {
  test('has a cuecard of its own', async ({ cuecard, clientOptions }) => {
    cuecard.use({ reply: { content: 'Hello!' } })

    expect(await ask(new OpenAI(clientOptions), 'Hi')).toBe('Hello!')
    expect(cuecard).toHaveBeenCalledWithMessage('Hi')
    expect(cuecard.calls.length).toBe(1)
  })

  test('sees nothing of others', async ({ cuecard, clientOptions }) => {
    expect(await ask(new OpenAI(clientOptions), 'Hi')).not.toBe('Hello!')
    expect(cuecard.calls.length).toBe(1)
  })

  test.fails('fails when its calls break the contract', async ({ clientOptions }) => {
    await ask(new OpenAI(clientOptions), 'Hi', { temperature: 3 }).catch(() => undefined)
  })

  test.fails('fails when no call reaches a cue', async ({ cuecard }) => {
    cuecard.use({ name: 'waits', reply: { content: 'Hello!' } })
    await Promise.resolve()
  })

  test('says what it means to break', async ({ cuecard, clientOptions }) => {
    await expect(ask(new OpenAI(clientOptions), 'Hi', { temperature: 3 })).rejects.toThrow('400')

    expect(cuecard).toHaveBrokenRule('schema/maximum', { param: 'temperature' })
  })
})
