import { createCuecard } from 'cuecard'
import { handlers } from 'cuecard/msw'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { headline } from '../src/headline.ts'

// For code that makes its own client: msw answers what goes to https://api.openai.com/v1, the app stays as it is.
const cuecard = createCuecard()
const server = setupServer(...handlers(cuecard))
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => cuecard.reset())
afterAll(() => server.close())

test('gives up a headline that breaks off', async () => {
  cuecard.use({ reply: { content: 'Lighthouse saves ship in the storm' }, stream: { cut: { after: 2, how: 'reset' } } })

  await expect(headline(new OpenAI({ apiKey: 'sk-test' }), 'Last night …', () => undefined)).rejects.toThrow(
    'terminated',
  )

  expect(cuecard.violations).toEqual([])
})
