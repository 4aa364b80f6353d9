import { expect, test } from 'vitest'
import type { ChunkSize } from '../../../../src/core/scenario.ts'
import { cutText } from '../../../../src/endpoints/chat-completions/stream/pieces.ts'
import { answerTo, chunksOf } from '../../../support/compose.ts'
import { fakeTokens } from '../../../support/fake-context.ts'

const ask = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }], stream: true }
const none = { logprobs: null, finish_reason: null }

/** The `choices` (and what follows them) of each event. */
const eventsOf = async (...answer: Parameters<typeof answerTo>) => {
  const { stream } = await answerTo(...answer)
  if (stream === undefined) throw new Error('the answer is not a stream')
  return Array.from({ length: stream.events.length }, (_, index) => stream.events.at(index))
}

/** The deltas of choice 0, and the finish reason in the end. */
const deltasOf = async (...answer: Parameters<typeof answerTo>) =>
  (await eventsOf(...answer)).flatMap((event) => {
    const { choices } = event as { choices: { delta: object; finish_reason: string | null }[] }
    return choices.map(({ delta, finish_reason }) => finish_reason ?? delta)
  })

test('every chunk repeats the envelope, in wire order', async () => {
  const { stream, completion } = await answerTo(ask, { content: 'Hi' })

  expect(JSON.stringify(chunksOf(stream)[0])).toBe(
    JSON.stringify({
      id: completion.id,
      object: 'chat.completion.chunk',
      created: 1_700_000_000,
      model: 'gpt-4o-2024-08-06',
      service_tier: 'default',
      system_fingerprint: 'fp_a288987b44',
      choices: [
        { index: 0, delta: { role: 'assistant', content: '', refusal: null }, logprobs: null, finish_reason: null },
      ],
    }),
  )
})

test('text is a role, a token an event, and a finish', async () => {
  expect(await eventsOf(ask, { content: 'Hello there' })).toEqual([
    { choices: [{ index: 0, delta: { role: 'assistant', content: '', refusal: null }, ...none }] },
    { choices: [{ index: 0, delta: { content: 'Hello' }, ...none }] },
    { choices: [{ index: 0, delta: { content: ' there' }, ...none }] },
    { choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }] },
  ])
})

test('reasoning models leave logprobs out of their chunks', async () => {
  const [first] = await eventsOf({ ...ask, model: 'gpt-5' }, { content: 'Hi' })

  expect(first).toEqual({
    choices: [{ index: 0, delta: { role: 'assistant', content: '', refusal: null }, finish_reason: null }],
  })
})

const head = (index: number, name: string) => ({ index, id: name, type: 'function', function: { name, arguments: '' } })
const fragment = (index: number, text: string) => ({ tool_calls: [{ index, function: { arguments: text } }] })

test.each([
  [
    'one call stands in the first event',
    { tool_calls: [{ id: 'f', name: 'f', arguments: '{"a": 1}' }] },
    [
      { role: 'assistant', content: null, tool_calls: [head(0, 'f')], refusal: null },
      fragment(0, '{"a":'),
      fragment(0, ' 1}'),
      'tool_calls',
    ],
  ],
  [
    'several calls come one after another',
    {
      tool_calls: [
        { id: 'f', name: 'f', arguments: '{}' },
        { id: 'g', name: 'g', arguments: '{"b": 2}' },
      ],
    },
    [
      { role: 'assistant', content: null },
      { tool_calls: [head(0, 'f')] },
      fragment(0, '{}'),
      { tool_calls: [head(1, 'g')] },
      fragment(1, '{"b":'),
      fragment(1, ' 2}'),
      'tool_calls',
    ],
  ],
  [
    'text comes before a call',
    { content: 'Let me', tool_calls: [{ id: 'f', name: 'f', arguments: '{}' }] },
    [
      { role: 'assistant', content: '', refusal: null },
      { content: 'Let' },
      { content: ' me' },
      { tool_calls: [head(0, 'f')] },
      fragment(0, '{}'),
      'tool_calls',
    ],
  ],
  [
    'a custom tool gets input',
    { tool_calls: [{ id: 'c', name: 'shell', input: 'ls -l' }] },
    [
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ index: 0, id: 'c', type: 'custom', custom: { name: 'shell', input: '' } }],
        refusal: null,
      },
      { tool_calls: [{ index: 0, custom: { input: 'ls' } }] },
      { tool_calls: [{ index: 0, custom: { input: ' -l' } }] },
      'tool_calls',
    ],
  ],
  [
    'a legacy function stands in the first event',
    { function_call: { name: 'f', arguments: '{"a": 1}' } },
    [
      { role: 'assistant', content: null, function_call: { name: 'f', arguments: '' } },
      { function_call: { arguments: '{"a":' } },
      { function_call: { arguments: ' 1}' } },
      'function_call',
    ],
  ],
  [
    'a refusal is text under another name',
    { refusal: 'I cannot.' },
    [{ role: 'assistant', content: null, refusal: '' }, { refusal: 'I' }, { refusal: ' cannot.' }, 'stop'],
  ],
  ['empty text has no content event', { content: '' }, [{ role: 'assistant', content: '', refusal: null }, 'stop']],
  [
    'annotations come last',
    { content: 'Hi', annotations: [{ type: 'url_citation' }] },
    [
      { role: 'assistant', content: '', refusal: null },
      { content: 'Hi' },
      { annotations: [{ type: 'url_citation' }] },
      'stop',
    ],
  ],
  [
    'audio is a transcript, data, and when it expires',
    { audio: { id: 'audio_a', expires_at: 9, data: 'A'.repeat(8_196), transcript: 'Hi you' } },
    [
      { role: 'assistant', content: null, refusal: null, audio: { id: 'audio_a', transcript: '' } },
      { audio: { transcript: 'Hi' } },
      { audio: { transcript: ' you' } },
      { audio: { data: 'A'.repeat(8_192) } },
      { audio: { data: 'AAAA' } },
      { audio: { expires_at: 9 } },
      'stop',
    ],
  ],
])('%s', async (_what, draft, expected) => {
  expect(await deltasOf(ask, draft)).toEqual(expected)
})

test('n choices begin together, take turns, and finish each for itself', async () => {
  const { stream } = await answerTo(
    { ...ask, n: 2 },
    { choices: [{ content: 'a b' }, { content: 'c d e', finish_reason: 'length' }] },
  )

  const short = chunksOf(stream).map((chunk) => {
    const [choice] = chunk['choices'] as { index: number; delta: { content?: string }; finish_reason: string | null }[]
    return `${choice?.index} ${(choice?.finish_reason ?? choice?.delta.content ?? '').trim()}`.trim()
  })
  expect(stream?.lead).toBe(2)
  expect(short).toEqual(['0', '1', '0 a', '1 c', '0 b', '1 d', '0 stop', '1 e', '1 length'])
})

test('include_usage puts usage: null on every event and the usage on one more', async () => {
  const body = { ...ask, n: 2, stream_options: { include_usage: true } }

  const events = await eventsOf(body, { choices: [{ content: 'a' }, { content: 'b' }] })

  const { completion } = await answerTo(body, { choices: [{ content: 'a' }, { content: 'b' }] })
  expect(events.slice(0, -1).every((event) => JSON.stringify(event).endsWith('"usage":null}'))).toBe(true)
  expect(events.at(-1)).toEqual({ choices: [], usage: completion.usage })
})

test('moderation follows the usage', async () => {
  const moderation = { input: {}, output: {} }
  const draft = { content: 'a', moderation }

  const plain = await eventsOf(ask, draft)
  const counted = await eventsOf({ ...ask, stream_options: { include_usage: true } }, draft)

  expect(plain.at(-1)).toEqual({ choices: [], moderation })
  expect(counted.at(-1)).toEqual({ choices: [], moderation, usage: null })
})

test('logprobs ride on the events of their tokens', async () => {
  const events = await eventsOf({ ...ask, logprobs: true }, { content: 'San' })

  const token = { token: 'San', logprob: -0.25, bytes: [83, 97, 110], top_logprobs: [] }
  expect(events).toMatchObject([
    { choices: [{ logprobs: { content: [], refusal: null } }] },
    { choices: [{ logprobs: { content: [token], refusal: null } }] },
    { choices: [{ logprobs: null, finish_reason: 'stop' }] },
  ])
})

test('logprobs of a refusal do so too', async () => {
  const events = await eventsOf({ ...ask, logprobs: true }, { refusal: 'No.' })

  const token = { token: 'No.', logprob: -0.25, bytes: [78, 111, 46], top_logprobs: [] }
  expect(events).toMatchObject([
    { choices: [{ logprobs: { content: null, refusal: [] } }] },
    { choices: [{ logprobs: { content: null, refusal: [token] } }] },
    { choices: [{ logprobs: null }] },
  ])
})

test('obfuscation is allowed unless the request says otherwise', async () => {
  const allowed = await answerTo(ask, { content: 'a' })
  const refused = await answerTo({ ...ask, stream_options: { include_obfuscation: false } }, { content: 'a' })

  expect([allowed.stream?.obfuscate, refused.stream?.obfuscate]).toEqual([true, false])
})

test('beyond its ends a stream has no events', async () => {
  const { stream } = await answerTo(ask, { content: 'a' })

  expect([stream?.events.at(-1), stream?.events.at(3)]).toEqual([undefined, undefined])
})

test('an answer is a stream only when the request asks for one', async () => {
  const { stream } = await answerTo({ ...ask, stream: false }, { content: 'a' })

  expect(stream).toBeUndefined()
})

const sizes: readonly (readonly [ChunkSize, string, readonly string[]])[] = [
  ['token', 'one  two', ['one', '  two']],
  ['word', 'one two ', ['one', ' two', ' ']],
  ['character', 'a🙂b', ['a', '🙂', 'b']],
  [{ size: 2 }, '🙂🙂🙂', ['🙂🙂', '🙂']],
  [{ size: 3 }, 'abcdef', ['abc', 'def']],
  [{ size: 0 }, 'ab', ['a', 'b']],
  ['character', '', []],
  ['character', '\ud83d!', ['\ud83d', '!']],
]

test.each(sizes)('text is cut by %j', (size, text, expected) => {
  expect(cutText(text, size, fakeTokens)).toEqual(expected)
})
