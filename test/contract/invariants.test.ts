import { expect, test } from 'vitest'

import { createContracts } from '../../src/contracts/contracts.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { dialects } from '../../src/dialects/dialects.ts'

const levels = ['practical', 'literal'] as const
const everywhere = dialects.flatMap((dialect) =>
  levels.map((strictness) => ({ name: dialect.name, dialect, strictness })),
)

const answer = {
  id: 'chatcmpl-123',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
}
const choices = (choice: object): object => ({ choices: [{ ...answer.choices[0], ...choice }] })
const calls = [{ id: 'call_1' }, { id: 'call_1' }]
const logprobs = { content: [{ token: 'x', logprob: 0.5, bytes: null, top_logprobs: [] }], refusal: null }

/** Each with the levels at which a dialect's own printed sample breaks it. */
const invariants: readonly [rule: string, breach: object, exempt: readonly string[]][] = [
  ['completion-id', { id: 'cmpl-1' }, ['openai literal', 'servicestack practical']],
  ['usage-sums', { usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 4 } }, []],
  ['finish-reason', choices({ finish_reason: 'tool_calls' }), ['openai literal']],
  ['message-speaks', choices({ message: { role: 'assistant' } }), []],
  [
    'said-or-refused',
    choices({ message: { role: 'assistant', content: 'x', refusal: 'y' } }),
    ['openai literal', 'servicestack practical'],
  ],
  ['answer-call-ids', choices({ message: { role: 'assistant', tool_calls: calls }, finish_reason: 'tool_calls' }), []],
  ['choice-indexes', choices({ index: 1 }), ['openai literal']],
  ['logprobs-at-most-zero', choices({ logprobs }), ['openai literal']],
]

test.each(everywhere)('$name keeps every invariant at $strictness, save what its sample breaks', async (place) => {
  const { response } = await createContracts().of(place.dialect, 'chat-completions', place.strictness)
  const named = `${place.name} ${place.strictness}`

  const found = invariants.map(([rule, breach]) => [
    rule,
    response({ ...answer, ...breach }).some((violation) => violation.rule === rule),
  ])

  expect(found).toEqual(invariants.map(([rule, , exempt]) => [rule, !exempt.includes(named)]))
})

test.each(everywhere)('$name has a switch for every invariant at $strictness', async (place) => {
  const rules = Object.fromEntries(invariants.map(([rule]) => [rule, 'off' as const]))
  const { response } = await createContracts({ rules }).of(place.dialect, 'chat-completions', place.strictness)

  const found = invariants.flatMap(([, breach]) => response({ ...answer, ...breach }).map(({ rule }) => rule))

  expect(found.filter((rule) => !rule.startsWith('schema/') && !rule.startsWith('servicestack-'))).toEqual([])
})

test.each(everywhere)('what $name makes up at $strictness keeps them', async (place) => {
  const cuecard = createCuecard({ dialect: place.name, strictness: place.strictness })
  const { response } = await createContracts().of(place.dialect, 'chat-completions', place.strictness)
  const content = place.name === 'servicestack' ? [{ type: 'text', text: 'ping' }] : 'ping'
  const needed = place.name === 'reseller' ? { tools: ['f'], tool_choice: {} } : {}

  const reply = await cuecard.fetch(`https://x.example${place.dialect.basePath}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }], ...needed }),
  })

  expect(reply.status).toBe(200)
  expect(response(await reply.json())).toEqual([])
})
