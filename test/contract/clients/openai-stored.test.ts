import OpenAI, { NotFoundError } from 'openai'
import { describe, expect, test } from 'vitest'
import { createCuecard } from '../../../src/cuecard.ts'
import { doors, openDoor, type Door } from '../../support/doors.ts'

const clientOf = async (door: Door): Promise<OpenAI> =>
  new OpenAI({ apiKey: 'sk-test', ...(await openDoor(door, createCuecard())) })

const about = (topic: string): OpenAI.ChatCompletionCreateParamsNonStreaming => ({
  model: 'gpt-4o-mini',
  store: true,
  metadata: { topic },
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: `Tell me about ${topic}.` },
  ],
})

const listed = async <T extends { readonly id: string }>(pages: AsyncIterable<T>): Promise<readonly string[]> => {
  const ids: string[] = []
  for await (const { id } of pages) ids.push(id)
  return ids
}

describe.each(doors)('the openai package through %s', (door) => {
  test('reads a stored completion again, with its metadata', async () => {
    const client = await clientOf(door)
    const created = await client.chat.completions.create({ ...about('tides'), temperature: 0.5, n: 2 })

    const retrieved = await client.chat.completions.retrieve(created.id)

    const { _request_id, ...completion } = created
    expect(retrieved).toMatchObject({ ...completion, metadata: { topic: 'tides' }, temperature: 0.5, input_user: null })
    expect(retrieved).toHaveProperty('request_id', _request_id)
    expect(retrieved.choices).toHaveLength(2)
  })

  test('pages through what is stored by itself, both ways and by metadata', async () => {
    const client = await clientOf(door)
    const ids: string[] = []
    for (const topic of ['tides', 'moons', 'tides', 'moons', 'tides'])
      ids.push((await client.chat.completions.create(about(topic))).id)
    const list = (query: OpenAI.ChatCompletionListParams) => listed(client.chat.completions.list(query))

    expect(await list({ limit: 2 })).toEqual(ids)
    expect(await list({ limit: 2, order: 'desc' })).toEqual(ids.toReversed())
    expect(await list({ limit: 1, metadata: { topic: 'moons' } })).toEqual([ids[1], ids[3]])
    expect(await list({ after: ids[2]! })).toEqual(ids.slice(3))
    expect(await list({ model: 'gpt-4o-mini-2024-07-18', metadata: { topic: 'tides' } })).toHaveLength(3)
    expect(await list({ model: 'gpt-4o' })).toEqual([])
  })

  test('replaces metadata and finds the completion by the new ones', async () => {
    const client = await clientOf(door)
    const { id } = await client.chat.completions.create(about('tides'))

    const updated = await client.chat.completions.update(id, { metadata: { mood: 'calm' } })

    expect(updated).toMatchObject({ id, metadata: { mood: 'calm' } })
    expect(updated.choices).toHaveLength(1)
    expect(await listed(client.chat.completions.list({ metadata: { mood: 'calm' } }))).toEqual([id])
    expect(await listed(client.chat.completions.list({ metadata: { topic: 'tides' } }))).toEqual([])
    expect(await client.chat.completions.update(id, { metadata: null })).toHaveProperty('metadata', {})
  })

  test('deletes a completion, which then is not found', async () => {
    const client = await clientOf(door)
    const { id } = await client.chat.completions.create(about('tides'))

    const deleted = await client.chat.completions.delete(id)
    const failure: unknown = await client.chat.completions.retrieve(id).catch((error: unknown) => error)

    expect(deleted).toEqual({ object: 'chat.completion.deleted', id, deleted: true })
    expect(failure).toBeInstanceOf(NotFoundError)
    expect(failure).toMatchObject({ message: `404 No chat completion found with id '${id}'.`, param: null, code: null })
  })

  test('pages through the messages that were answered', async () => {
    const client = await clientOf(door)
    const { id } = await client.chat.completions.create(about('tides'))

    const messages = await client.chat.completions.messages.list(id)
    const backwards = await listed(client.chat.completions.messages.list(id, { order: 'desc', limit: 1 }))

    expect(messages.data).toEqual([
      { id: `${id}-0`, role: 'system', content: 'Be brief.', name: null, content_parts: null },
      { id: `${id}-1`, role: 'user', content: 'Tell me about tides.', name: null, content_parts: null },
    ])
    expect(backwards).toEqual([`${id}-1`, `${id}-0`])
  })

  test('reads a streamed completion as a plain one once the stream is over', async () => {
    const client = await clientOf(door)
    const stream = client.chat.completions.stream({
      ...about('tides'),
      stream: true,
      stream_options: { include_usage: true },
    })

    const { id, choices, usage } = await stream.finalChatCompletion()

    const stored = await client.chat.completions.retrieve(id)
    expect(stored).toMatchObject({ object: 'chat.completion', usage, metadata: { topic: 'tides' } })
    expect(stored.choices[0]?.message.content).toBe(choices[0]?.message.content)
  })

  test('finds nothing that was not to be stored', async () => {
    const client = await clientOf(door)
    const { metadata: _, ...unstored } = { ...about('tides'), store: null }
    await client.chat.completions.create(unstored)
    await client.chat.completions.create({ ...unstored, store: false })

    const page = await client.chat.completions.list()

    expect(page).toMatchObject({ data: [], has_more: false })
  })

  test('empties the list while paging through it', async () => {
    const client = await clientOf(door)
    for (let round = 0; round < 5; round++) await client.chat.completions.create(about('tides'))

    for await (const { id } of client.chat.completions.list({ limit: 2 })) await client.chat.completions.delete(id)

    expect(await listed(client.chat.completions.list())).toEqual([])
  })

  test('sees only what its scope stores', async () => {
    const open = await openDoor(door, createCuecard())
    const one = new OpenAI({ apiKey: 'sk-test-one', ...open })
    const other = new OpenAI({ apiKey: 'sk-test-other', ...open })
    const { id } = await one.chat.completions.create(about('tides'))

    expect(await listed(one.chat.completions.list())).toEqual([id])
    expect(await listed(other.chat.completions.list())).toEqual([])
  })
})
