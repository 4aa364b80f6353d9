import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadScenarios } from '../../../src/adapters/files.ts'
import { checkScenarios } from '../../../src/checks/check-scenarios.ts'
import type { CueObject } from '../../../src/options.ts'
import { folderOf } from '../../support/folder.ts'
import { ask, opened, recording, replaying, says } from './traffic.ts'

const city = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const weather = { type: 'function', function: { name: 'get_weather', parameters: city } }

/** What a service may do to its clients. */
const service: readonly object[] = [
  { when: { user: 'Limit me.' }, error: 'rate_limited', retry_after: '1500ms' },
  {
    when: { user: 'Overload.' },
    error: { status: 503, message: 'Too {{ busy }}.', code: 'busy' },
    headers: { 'x-odd': 'yes' },
  },
  { when: { user: 'Refuse.' }, reply: { refusal: 'I will not say {{ user }}.' } },
  {
    when: { user: 'Cite.' },
    reply: {
      content: 'See here.',
      annotations: [
        {
          type: 'url_citation',
          url_citation: { start_index: 0, end_index: 3, title: 'Here', url: 'https://a.example/b' },
        },
      ],
    },
  },
  {
    when: { user: 'Slowly.' },
    reply: { content: 'one two three' },
    stream: { time_to_first_token: '60ms', inter_token_latency: '30ms' },
  },
  { when: { user: 'Reset.' }, reply: { content: 'one two three four' }, stream: { cut: { after: 2, how: 'reset' } } },
  { when: { user: 'Close.' }, reply: { content: 'one two three four' }, stream: { cut: { after: 2, how: 'close' } } },
  { when: { user: 'Break the body.' }, reply: { content: 'one two three four' }, fault: { close: { after: 50 } } },
  { when: { user: 'Truncate.' }, reply: { content: 'one two three four' }, fault: 'truncate' },
  { when: { user: 'Split.' }, reply: { content: 'é🙂 ünï' }, fault: { split: 'utf8' } },
  { when: { user: 'Returns.' }, reply: { content: 'one two' }, fault: 'crlf' },
  { when: { user: 'Comments.' }, reply: { content: 'one two' }, fault: 'comments' },
  { when: { user: 'Garbage.' }, reply: { content: 'one two' }, fault: 'garbage' },
  { when: { user: 'Bad gateway.' }, reply: { content: 'one two' }, fault: 'html_502' },
  { when: { user: 'Fail inside.' }, reply: { content: 'one two three' }, fault: { error: { after: 1 } } },
  {
    when: { user: 'Say {{ it }}.' },
    reply: { content: 'Fine: \\{{ user }}, {{{ and \\\\{{ x }}.\r\n\tYes\u2028\u0000 🙂' },
  },
]

const requests = [
  says('Hello.'),
  says('Hello.', { stream: true }),
  says('Hello.', { stream: true, stream_options: { include_usage: true, include_obfuscation: false } }),
  says('Two, please.', { n: 2, stream: true, stream_options: { include_usage: true } }),
  says('Two, please.', { n: 2 }),
  says('Two, please.'),
  says('Sure?', { logprobs: true, top_logprobs: 2 }),
  says('Sure?', { logprobs: true, top_logprobs: 2, stream: true }),
  says('Weather in Paris and Rome?', { tools: [weather], tool_choice: 'required' }),
  says('Weather in Paris and Rome?', { tools: [weather], tool_choice: 'required', stream: true }),
  says('As JSON.', {
    response_format: { type: 'json_schema', json_schema: { name: 'city', strict: true, schema: city } },
  }),
  says('Hello.', { temperature: 'hot' }),
  says('Hello.', { temperature: 3 }),
  ...['Limit me.', 'Overload.', 'Refuse.', 'Cite.', 'Slowly.', 'Say {{ it }}.'].flatMap((text) => [
    says(text),
    says(text, { stream: true }),
  ]),
  ...[
    'Reset.',
    'Close.',
    'Break the body.',
    'Truncate.',
    'Split.',
    'Returns.',
    'Comments.',
    'Garbage.',
    'Bad gateway.',
    'Fail inside.',
  ].flatMap((text) => [says(text), says(text, { stream: true })]),
  {
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Weather?' },
      {
        role: 'assistant',
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'Rain: 20 °C\nuntil noon' },
    ],
  },
]

test.each(['scenario.yaml', 'scenario.json'])(
  'rich traffic recorded in %s is replayed byte for byte, headers included',
  async (name) => {
    const upstream = await opened({ scenarios: [{ cuecard: 1, cues: service as readonly CueObject[] }] })
    const file = join(await folderOf({}), name)
    const { baseUrl, stop, events } = await recording(upstream, file)

    const seen = []
    for (const request of requests) seen.push(await ask(baseUrl, request))
    const summary = await stop()
    const replay = await replaying(file)
    const again = []
    for (const request of requests) again.push(await ask(replay, request))

    if (process.env['SHOW']) console.log(await readFile(file, 'utf8'))
    expect(events.filter(({ kind }) => kind !== 'recorded')).toEqual([])
    expect(again).toEqual(seen)
    expect(summary).toEqual({ file, recorded: requests.length, differences: [] })
    expect(await checkScenarios(await loadScenarios(file))).toEqual([])
  },
  30_000,
)

test.each(['openai-classic', 'gateway', 'reseller', 'servicestack'])(
  'what a service of the dialect %s says is replayed byte for byte',
  async (dialect) => {
    const upstream = await opened({ dialect, auth: 'off' })
    const file = join(await folderOf({}), 'scenario.yaml')
    const { baseUrl, stop } = await recording(upstream, file, { dialect })
    const requests = [
      says('Hello.'),
      says('Hello.', { stream: true }),
      says('Hello.', { temperature: 'hot' }),
      says('Hello.', { stream: true, n: 2 }),
      says('Weather in Paris?', { tools: [weather] }),
    ]

    const seen = []
    for (const request of requests) seen.push(await ask(baseUrl, request))
    const summary = await stop()
    const replay = await replaying(file, { dialect })
    const again = []
    for (const request of requests) again.push(await ask(replay, request))

    expect(again).toEqual(seen)
    expect(summary).toEqual({ file, recorded: requests.length, differences: [] })
    expect(await checkScenarios(await loadScenarios(file))).toEqual([])
  },
)
