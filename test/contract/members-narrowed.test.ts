import { describe, expect, test } from 'vitest'
import { createContracts } from '../../src/contracts/contracts.ts'
import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { dialects } from '../../src/dialects/dialects.ts'
import { judge } from '../../src/checks/judge.ts'

/* Whatever an answer may be beside text: each dialect sends what it has a place for, and keeps its contract. */

const user = { messages: [{ role: 'user', content: 'Tell me about lighthouses.' }] }

const requests: readonly (readonly [string, JsonObject])[] = [
  [
    'speech',
    { model: 'gpt-4o-audio-preview', modalities: ['text', 'audio'], audio: { voice: 'alloy', format: 'pcm16' } },
  ],
  ['citations', { model: 'gpt-4o-search-preview', web_search_options: {} }],
  ['a prediction', { model: 'gpt-4o', prediction: { type: 'content', content: 'A lighthouse is a tower.' } }],
  ['a verdict', { model: 'gpt-4o', moderation: { model: 'omni-moderation-latest' } }],
  ['a stored answer', { model: 'gpt-4o', store: true, metadata: { topic: 'sea' } }],
  ['a faster answer', { model: 'gpt-4o', service_tier: 'priority' }],
]
const contracts = createContracts()

describe.each(dialects)('the dialect $name', (dialect) => {
  test.each(requests.flatMap(([what, request]) => [false, true].map((stream) => [what, stream, request] as const)))(
    'keeps its contract when asked for %s (stream: %s)',
    async (_what, stream, request) => {
      const cuecard = createCuecard({ dialect: dialect.name, auth: 'off' })

      const { reply } = await cuecard.respond({
        method: 'POST',
        path: '/chat/completions',
        query: '',
        headers: {},
        body: new TextEncoder().encode(JSON.stringify({ ...user, ...request, stream })),
        dialect: dialect.name,
      })

      expect(reply).toMatchObject({ status: 200 })
      expect(judge(reply, await contracts.of(dialect, 'chat-completions', 'practical'))).toEqual([])
      const events = 'body' in reply && reply.body.kind === 'events' ? reply.body.events : { length: 0, at: () => '' }
      const chunks = Array.from({ length: events.length }, (_, index) => events.at(index)).filter(isJsonObject)
      // No event is left of which the dialect has no member.
      expect(chunks.filter((chunk) => JSON.stringify(chunk) === '{"choices":[]}')).toEqual([])
    },
  )
})
