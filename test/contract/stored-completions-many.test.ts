import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createCuecard } from '../../src/cuecard.ts'

const many = 10_000
const topics = ['tides', 'moons', 'rivers'] as const

test('ten thousand completions are paged both ways, by metadata and with deletions in between', async () => {
  const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'Stored.' } }] }] })
  const client = new OpenAI({ apiKey: 'sk-test', fetch: cuecard.fetch })
  const { completions } = client.chat
  const created: { readonly id: string; readonly topic: string }[] = []
  for (let number = 0; number < many; number++) {
    const topic = topics[number % topics.length]!
    const body = {
      model: 'gpt-4o-mini',
      store: true,
      metadata: { topic },
      messages: [{ role: 'user', content: topic }],
    }
    const response = await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test' },
      body: JSON.stringify(body),
    })
    created.push({ id: ((await response.json()) as { readonly id: string }).id, topic })
  }
  const idsOf = (topic?: string): readonly string[] =>
    created.filter((one) => topic === undefined || one.topic === topic).map(({ id }) => id)
  const listed = async (query: OpenAI.ChatCompletionListParams): Promise<readonly string[]> => {
    const ids: string[] = []
    for await (const { id } of completions.list({ limit: 100, ...query })) ids.push(id)
    return ids
  }

  expect(await listed({})).toEqual(idsOf())
  expect(await listed({ order: 'desc' })).toEqual(idsOf().toReversed())
  expect(await listed({ metadata: { topic: 'moons' }, order: 'desc' })).toEqual(idsOf('moons').toReversed())

  const tides = idsOf('tides')
  const deleted = new Set<string>()
  const seen: string[] = []
  for await (const { id } of completions.list({ limit: 100, metadata: { topic: 'tides' } })) {
    seen.push(id)
    // Every tenth as soon as it was read (the last of each page among them), and one that is on a later page.
    if (seen.length % 10 !== 0) continue
    const ahead = tides[tides.indexOf(id) + 150]
    for (const gone of new Set([id, ahead ?? id])) {
      deleted.add((await completions.delete(gone)).id)
    }
  }

  const stayed = tides.filter((id) => !deleted.has(id))
  expect(seen.filter((id) => !deleted.has(id))).toEqual(stayed)
  expect(new Set(seen).size).toBe(seen.length)
  expect(await listed({})).toEqual(idsOf().filter((id) => !deleted.has(id)))
}, 120_000)
