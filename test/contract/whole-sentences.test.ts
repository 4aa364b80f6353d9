import { expect, test } from 'vitest'

import type { Json, JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'
import * as data from '../../src/generate/text/text.data.ts'

const messageFor = async (more: JsonObject): Promise<{ content: string; tool_calls: readonly Json[] }> => {
  const messages = [{ role: 'user', content: 'Describe the tides as JSON, please' }]
  const response = await createCuecard().fetch(
    new Request('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o', messages, ...more }),
    }),
  )
  return (await response.json()).choices[0].message
}

const sentences = [...data.openings, ...data.middles, ...data.closings, ...data.briefs.flat()].map(
  (sentence) => new RegExp(`(?:^| )${sentence.replaceAll(/[.?]/g, '\\$&').replaceAll(/\{\w\}/g, '.+')}$`),
)
const isWhole = (text: string): boolean => sentences.some((sentence) => sentence.test(text))

test('an answer in JSON mode is a whole sentence', async () => {
  for (let seed = 0; seed < 10; seed++) {
    const { content } = await messageFor({ seed, response_format: { type: 'json_object' } })

    expect(JSON.parse(content).answer).toSatisfy(isWhole)
  }
})

test('so is the input of a custom tool', async () => {
  const tools = [{ type: 'custom', custom: { name: 'note' } }]
  for (let seed = 0; seed < 10; seed++) {
    const { tool_calls } = await messageFor({ seed, tools, tool_choice: 'required' })

    expect(tool_calls).toMatchObject([{ custom: { input: expect.toSatisfy(isWhole) } }])
  }
})
