import { expect, test } from 'vitest'
import { createScopes } from '../../../src/store/scopes.ts'
import { createCuecard } from '../../../src/cuecard.ts'

test('a scope keeps its state until it is forgotten', () => {
  const scopes = createScopes((name) => ({ name }))
  const first = scopes.of('a')

  expect(scopes.of('a')).toBe(first)
  scopes.forget('a')

  expect(scopes.of('a')).not.toBe(first)
  expect([...scopes.values()]).toEqual([{ name: 'a' }])
})

test('the longest idle scope makes room for others', () => {
  const dropped: string[] = []
  const scopes = createScopes((name) => ({ name }), { limit: 2, onDrop: (name) => dropped.push(name) })

  for (const name of ['a', 'b', 'a', 'c', 'd']) scopes.of(name)

  expect(dropped).toEqual(['b', 'a'])
  expect([...scopes.values()].map(({ name }) => name)).toEqual(['c', 'd'])
})

test('that a scope was forgotten is no finding about the cue that answers', async () => {
  const cuecard = createCuecard({
    onFinding: 'fail',
    auth: 'off',
    scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'Hi.' } }] }],
  })
  for (let index = 0; index <= 10_000; index++) cuecard.scope(`test ${index}`).use({ reply: { content: 'Hi.' } })

  const { status } = await cuecard.scope('test 10000').fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }),
  })

  expect({ status, findings: cuecard.findings }).toEqual({ status: 200, findings: [] })
  expect(cuecard.calls[0]?.warnings).toHaveLength(1)
})

test('the log says which scope was forgotten', async () => {
  const cuecard = createCuecard()
  for (let index = 0; index <= 10_000; index++) cuecard.scope(`test ${index}`).use({ reply: { content: 'Hi.' } })

  await cuecard
    .scope('test 10000')
    .fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer a' } })

  expect(cuecard.calls[0]?.warnings).toEqual([
    'scope "test 0" was idle longest and is forgotten: no more than 10,000 are alive at once',
  ])
})
