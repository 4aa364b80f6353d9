import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { loadScenarios } from '../../../src/adapters/files.ts'
import { checkScenarios } from '../../../src/checks/check-scenarios.ts'
import { isCuecardError } from '../../../src/core/errors.ts'
import { folderOf } from '../../support/folder.ts'
import { ask, opened, recording, replaying, says } from './traffic.ts'

const service = () =>
  opened({
    scenarios: [
      {
        cuecard: 1,
        cues: [
          { when: { user: 'Flaky?' }, sequence: [{ error: 'server_error' }, { reply: { content: 'Better.' } }] },
          { when: { user: 'Slow.' }, reply: { content: 'one two' }, delay: '150ms', times: 1 },
          { when: { user: 'Hang.' }, reply: { content: 'one two three' }, stream: { cut: { after: 2, how: 'hang' } } },
          { reply: { content: 'You said: {{ user }}' } },
        ],
      },
    ],
  })

const fileWith = async (text?: string, name = 'scenario.yaml'): Promise<string> =>
  join(await folderOf(text === undefined ? {} : { [name]: text }), name)

test('the openai client gets the same from the recorder and from the recording', async () => {
  const file = await fileWith()
  const { baseUrl, stop } = await recording(await service(), file)
  const play = async (baseURL: string) => {
    const client = new OpenAI({ apiKey: 'sk-test', baseURL, maxRetries: 0 })
    const { data, request_id } = await client.chat.completions.create(says('Hello.') as never).withResponse()
    const stream = await client.chat.completions.create({
      ...says('Hello.'),
      stream: true,
    } as OpenAI.ChatCompletionCreateParamsStreaming)
    const chunks = []
    for await (const chunk of stream) chunks.push(chunk)
    const error = await client.chat.completions.create(says('Flaky?') as never).catch((thrown: unknown) => thrown)
    return { data, request_id, chunks, error: String(error) }
  }

  const seen = await play(baseUrl)
  await stop()

  expect(await play(await replaying(file))).toEqual(seen)
  expect(seen.error).toContain('500')
})

test('a request that comes again becomes a sequence, also in a later recording', async () => {
  const file = await fileWith()
  const upstream = await service()
  const seen = []
  for (const count of [2, 1]) {
    const { baseUrl, stop } = await recording(upstream, file)
    for (let time = 0; time < count; time++) seen.push(await ask(baseUrl, says('Flaky?')))
    expect((await stop()).differences).toEqual([])
  }

  const replay = await replaying(file)
  const again = [
    await ask(replay, says('Flaky?')),
    await ask(replay, says('Flaky?')),
    await ask(replay, says('Flaky?')),
  ]

  expect(again).toEqual(seen)
  expect(seen.map(({ status }) => status)).toEqual([500, 200, 200])
  expect((await loadScenarios(file))[0]?.cues.map(({ action }) => action.parts?.length)).toEqual([3])
})

const handwritten = `# What the team wrote by hand.
cuecard: 1
name: ours
cues:
  # Always first.
  - name: greets   # and how
    when: { user: Hello. }
    reply: { content: Ours. }

  # The rest.
  - name: anything
    reply:
      content: >-
        Folded
        text.
# The end.
`

test('what stands in a file stays, comments and all; a recording comes before the cue that would answer instead', async () => {
  const file = await fileWith(handwritten)
  const { baseUrl, stop } = await recording(await service(), file)

  await ask(baseUrl, says('Bye.'))
  const { differences } = await stop()

  const [, added = ''] = /(\n  - name: Bye\.\n[^]*?\n)\n  # The rest/.exec(await readFile(file, 'utf8')) ?? []
  expect((await readFile(file, 'utf8')).replace(added, '')).toBe(handwritten)
  const [scenario] = await loadScenarios(file)
  expect(scenario?.name).toBe('ours')
  expect(scenario?.cues.map(({ name }) => name)).toEqual(['greets', 'Bye.', 'anything'])
  expect(differences).toEqual([])
})

test('who edits the file meanwhile loses nothing', async () => {
  const file = await fileWith()
  const { baseUrl, events, stop } = await recording(await service(), file)

  await ask(baseUrl, says('One.'))
  await expect.poll(() => events.length).toBe(1)
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replace('cues:', '# Edited.\ncues:').replaceAll('One.', 'Other.'),
  )
  await ask(baseUrl, says('Two.'))
  await stop()

  expect(await readFile(file, 'utf8')).toContain('# Edited.')
  expect((await loadScenarios(file))[0]?.cues.map(({ name }) => name)).toEqual(['Other.', 'Two.'])
})

test('a file that somebody breaks meanwhile is left alone, and the recording goes into another', async () => {
  const file = await fileWith()
  const { baseUrl, events, stop } = await recording(await service(), file)
  await writeFile(file, 'cuecard: 1\ncues: [')

  await ask(baseUrl, says('One.'))
  const summary = await stop()

  expect(await readFile(file, 'utf8')).toBe('cuecard: 1\ncues: [')
  expect(summary).toEqual({ file: file.replace('.yaml', '.recorded.yaml'), recorded: 1, differences: [] })
  expect(events).toContainEqual({ kind: 'problem', message: expect.stringContaining('cannot be added to') })
  expect((await readdir(join(file, '..'))).toSorted()).toEqual(['scenario.recorded.yaml', 'scenario.yaml'])
})

test.each([
  ['cuecard: 2\ncues: []', 'bad_scenario'],
  ['cuecard: 1\ndialect: reseller\ncues: []', 'bad_scenario'],
])('a file that says %j is not recorded into', async (text, code) => {
  const error = await recording('http://127.0.0.1:1/v1', await fileWith(text)).catch((thrown: unknown) => thrown)

  expect(isCuecardError(error) && error.code).toBe(code)
})

test('calls side by side are all recorded, those of one request in the order in which they came', async () => {
  const file = await fileWith()
  const { baseUrl, stop } = await recording(await service(), file)
  const many = Array.from({ length: 40 }, (_, index) => says(`Call ${index % 20}.`, { stream: index % 2 === 0 }))

  const slow = ask(baseUrl, says('Slow.'))
  const seen = await Promise.all([slow, ...many.map((request) => ask(baseUrl, request)), ask(baseUrl, says('Slow.'))])
  const summary = await stop()

  expect(summary).toMatchObject({ recorded: 42, differences: [] })
  const replay = await replaying(file)
  expect([await ask(replay, says('Slow.')), await ask(replay, says('Slow.'))]).toEqual([seen[0], seen[41]])
  expect(await checkScenarios(await loadScenarios(file))).toEqual([])
})

test('a client that waits no longer finds the same when it comes again', async () => {
  const file = await fileWith()
  const { baseUrl, events, stop } = await recording(await service(), file)

  const seen = await ask(baseUrl, says('Hang.', { stream: true }), { leaveAfter: 700 })
  await expect.poll(() => events.length).toBe(1)
  await stop()

  const again = await ask(await replaying(file), says('Hang.', { stream: true }), { leaveAfter: 700 })
  expect(again).toEqual(seen)
  expect(await readFile(file, 'utf8')).toContain('cut: hang')
})

test('every call is passed through; what no cue can answer is not recorded', async () => {
  const file = await fileWith()
  const upstream = await service()
  const { baseUrl, events, stop } = await recording(upstream, file)

  const models = await fetch(`${baseUrl}/models`, { headers: { authorization: 'Bearer sk-test' } })
  const embeddings = await ask(baseUrl, {}, { path: '/embeddings' })
  const broken = await ask(baseUrl, '{"model":')
  await stop()

  expect([models.status, embeddings.status, broken.status]).toEqual([200, 404, 400])
  expect(events.map((event) => ('reason' in event ? event.reason : event.kind))).toEqual([
    'no cue answers such calls',
    'no cue answers such calls',
    'its body is no JSON object',
  ])
  expect(await readdir(join(file, '..'))).toEqual([])
})

test('the timing of a stream is replayed, or dropped when nobody wants it', async () => {
  const upstream = await opened({
    pace: { time_to_first_token: 100, inter_token_latency: 50 },
    scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'one two three' } }] }],
  })
  const timeOf = async (timing: boolean): Promise<number> => {
    const file = await fileWith()
    const { baseUrl, stop } = await recording(upstream, file, { timing })
    await ask(baseUrl, says('Go.', { stream: true }))
    await stop()
    const replay = await replaying(file)
    const startedAt = performance.now()
    await ask(replay, says('Go.', { stream: true }))
    return performance.now() - startedAt
  }

  expect(await timeOf(true)).toBeGreaterThan(200)
  expect(await timeOf(false)).toBeLessThan(200)
})

test('requests of the same words are told apart by what differs in them', async () => {
  const file = await fileWith()
  const { baseUrl, stop } = await recording(await service(), file)
  const tool = { type: 'function', function: { name: 'look' } }
  const requests = [
    says('Same.'),
    says('Same.', { seed: 1 }),
    says('Same.', { seed: 2, tools: [tool] }),
    { ...says('Same.'), messages: [{ role: 'system', content: 'Be brief.' }, ...says('Same.').messages] },
    { ...says('Same.'), messages: [{ role: 'user', content: 'Before.' }, ...says('Same.').messages] },
    { ...says('Same.'), messages: [{ role: 'user', content: [{ type: 'text', text: 'Same.' }] }] },
  ]

  const seen = []
  for (const request of requests) seen.push(await ask(baseUrl, request))
  await stop()
  const replay = await replaying(file)
  const again = []
  for (const request of requests.toReversed()) again.push(await ask(replay, request))

  expect(again.toReversed()).toEqual(seen)
  expect(new Set(seen.map(({ headers }) => headers['x-request-id'])).size).toBe(6)
})
