import { expect, test } from 'vitest'

import { rules } from '../../../src/contracts/rules/list.ts'
import { answering, calling, fn, user } from './breaches.ts'
import { breachesOfFields } from './breaches-of-fields.data.ts'
import { breachesOfMessages } from './breaches-of-messages.data.ts'
import { contractsAt, firstError, request } from './support.ts'

const contracts = await contractsAt('practical')
const literal = await contractsAt('literal')

const cases = [...breachesOfFields, ...breachesOfMessages]
const breaches = cases.map((breach) => [breach.rule, JSON.stringify(breach.breaks), breach] as const)

test.each(breaches)('%s refuses %s', (rule, _, { breaks, message, param, code = null }) => {
  const violations = contracts.request(request(breaks))

  expect(violations.map((violation) => violation.rule)).toEqual([rule])
  expect(firstError(contracts, request(breaks))).toEqual([message, param, code])
})

test.each(breaches)('%s accepts %s once it is mended', (_rule, _breaks, { breaks, mends }) => {
  expect(contracts.request(request({ ...breaks, ...mends }))).toEqual([])
})

test.each(breaches)('switched off, %s accepts %s', async (rule, _, { breaks }) => {
  const lenient = await contractsAt('practical', { [rule]: 'off' })

  expect(lenient.request(request(breaks))).toEqual([])
})

test.each(breaches)('at the literal level there is no %s: %s', (_rule, _breaks, { breaks }) => {
  const found = literal.request(request(breaks)).filter(({ rule }) => !rule.startsWith('schema/'))

  expect(found).toEqual([])
})

const image = { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x.example/a' } }] }

test.each<[string, Record<string, unknown>]>([
  ['a chosen tool that is offered', { tools: [fn('f'), fn('g')], tool_choice: fn('g') }],
  ['answers in another order', { messages: [user, calling('a', 'b'), answering('b'), answering('a'), user] }],
  [
    'an id that comes again in a later turn',
    { messages: [calling('a'), answering('a'), calling('a'), answering('a')] },
  ],
  ['an assistant that only refuses', { messages: [user, { role: 'assistant', refusal: 'No.' }, user] }],
  ['a function without a result', { messages: [{ role: 'function', name: 'f', content: null }] }],
  [
    'the word in any case and any part',
    {
      messages: [{ role: 'user', content: [{ type: 'text', text: 'As Json!' }] }],
      response_format: { type: 'json_object' },
    },
  ],
  [
    'the defaults of a reasoning model',
    { model: 'o3-mini', temperature: 1, top_p: 1, presence_penalty: 0, logprobs: false },
  ],
  [
    'penalties without reasoning',
    { model: 'gpt-5.6-terra', reasoning_effort: 'none', presence_penalty: 1, logprobs: true, top_logprobs: 5 },
  ],
  [
    'penalties where the model reasons only when it is asked to',
    { model: 'gpt-5.4', presence_penalty: 1, logprobs: true },
  ],
  [
    'anything on a foreign model',
    {
      model: 'llama-4',
      max_tokens: 1_000_000,
      reasoning_effort: 'low',
      verbosity: 'high',
      messages: [image, { role: 'user', content: [{ type: 'input_audio', input_audio: { data: '', format: 'wav' } }] }],
    },
  ],
  ['a large budget of a large member of a family', { model: 'gpt-4.1-2030-01-01', max_tokens: 32_768 }],
  ['a search model', { model: 'gpt-4o-search-preview', web_search_options: { search_context_size: 'low' } }],
  ['audio settings that nobody asks for', { audio: { voice: 'ash', format: 'wav' } }],
  ['text as the only modality, and metadata alone', { modalities: ['text'], metadata: { a: 'b' } }],
  [
    'an earlier answer that was heard',
    { model: 'gpt-audio', messages: [user, { role: 'assistant', audio: { id: 'audio_1' } }, user] },
  ],
  [
    'a prediction with neutral penalties',
    { prediction: { type: 'content', content: 'x' }, presence_penalty: 0, frequency_penalty: -1, n: 1 },
  ],
  [
    'a loose schema',
    { response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'array', default: [] } } } },
  ],
  ['parameters that say nothing', { tools: [fn('f', { parameters: {} })] }],
  [
    'unknown members of an assistant message',
    { messages: [{ role: 'assistant', content: 'x', parsed: null, annotations: [] }] },
  ],
])('%s is accepted', (_, members) => {
  expect(contracts.request(request(members))).toEqual([])
})

test('a rule that is optional waits to be switched on', async () => {
  const strict = await contractsAt('practical', { 'metadata-needs-store': 'error' })

  const error = firstError(strict, request({ metadata: {} }))

  expect(error).toEqual(["The 'metadata' parameter is only allowed when 'store' is enabled.", 'metadata', null])
  expect(strict.request(request({ metadata: {}, store: true }))).toEqual([])
})

test('every rule has a name of its own, and a request of openai that breaks it here', () => {
  const names = rules.map(({ name }) => name)
  const broken = new Set(cases.map(({ rule }) => rule))
  const ours = rules.filter(
    ({ side, optional, dialects }) => side === 'request' && !optional && dialects?.[0] === 'openai',
  )

  expect(new Set(names).size).toBe(names.length)
  expect(ours.filter(({ name }) => !broken.has(name)).map(({ name }) => name)).toEqual([])
})

test('a rule can be switched off or down to a warning', async () => {
  const lenient = await contractsAt('practical', {
    'stream-options-need-stream': 'off',
    'top-logprobs-need-logprobs': 'warn',
    'schema/additionalProperties': 'off',
    'schema/minimum': 'warn',
  })

  const violations = lenient.request(request({ zzz: 1, stream_options: {}, top_logprobs: 1, n: 0 }))

  expect(violations.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['schema/minimum', 'warn'],
    ['top-logprobs-need-logprobs', 'warn'],
  ])
})
