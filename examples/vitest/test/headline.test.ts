import { createTest, expect } from 'cuecard/vitest'
import OpenAI from 'openai'
import { headline } from '../src/headline.ts'

// Every test has a cuecard of its own, and fails when its calls break the contract or a cue of its own is never reached.
const test = createTest()

test('tells the headline piece by piece', async ({ cuecard, clientOptions }) => {
  cuecard.use({ when: { system: { contains: 'headlines' } }, reply: { content: 'Lighthouse saves ship' } })
  const told: string[] = []

  const text = await headline(new OpenAI(clientOptions), 'Last night, off the coast …', (part) => told.push(part))

  expect(text).toBe('Lighthouse saves ship')
  expect(told.length).toBeGreaterThan(2)
  expect(cuecard).toHaveBeenCalledWithMessage('off the coast')
})

test('tries again when the service fails', async ({ cuecard, clientOptions }) => {
  cuecard.use({ error: 'server_error', times: 1 })

  const text = await headline(new OpenAI(clientOptions), 'Last night, off the coast …', () => undefined)

  expect(text).not.toBe('')
  expect(cuecard.calls.map(({ status }) => status)).toEqual([500, 200])
})
