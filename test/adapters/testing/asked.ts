import OpenAI from 'openai'
import { createCuecard, type Cuecard } from '../../../src/cuecard.ts'
import type { CuecardOptions } from '../../../src/options.ts'

type Request = OpenAI.ChatCompletionCreateParamsNonStreaming

/** A cuecard that was asked these things, each in a call; what it refuses is refused. */
export const asked = async (options: CuecardOptions, ...requests: readonly Partial<Request>[]): Promise<Cuecard> => {
  const cuecard = createCuecard(options)
  const client = new OpenAI({ apiKey: 'sk-test', fetch: cuecard.fetch, maxRetries: 0 })
  for (const request of requests)
    await client.chat.completions
      .create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }], ...request })
      .catch((error: unknown) => {
        if (!(error instanceof OpenAI.APIError)) throw error
      })
  return cuecard
}

export const say = (content: string): Pick<Request, 'messages'> => ({ messages: [{ role: 'user', content }] })

export const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Tells the weather.',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
} as const
