import { expect, test } from 'vitest'
import { createCuecard, type Cuecard, type Scope } from '../../src/cuecard.ts'

const scenario = (name: string, content: string, more: object = {}) => ({
  cuecard: 1 as const,
  name,
  cues: [{ name: `${name} answers`, reply: { content }, ...more }],
})

const ask = async ({ fetch }: Scope): Promise<string> => {
  const response = await fetch('http://localhost/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }),
  })
  return ((await response.json()) as { choices: { message: { content: string } }[] }).choices[0]?.message.content ?? ''
}

const namesOf = ({ scenarios }: Cuecard): readonly string[] => scenarios.map(({ name }) => name)

test('an added scenario counts before the others until the next reset', async () => {
  const cuecard = createCuecard({ scenarios: [scenario('own', 'one')] })

  cuecard.add(scenario('more', 'two'), scenario('most', 'three'))
  expect(namesOf(cuecard)).toEqual(['more', 'most', 'own'])
  expect(await ask(cuecard)).toBe('two')

  cuecard.reset()
  expect(namesOf(cuecard)).toEqual(['own'])
  expect(await ask(cuecard)).toBe('one')
})

test('an added scenario takes the place of one of its name, and never that of the cuecard itself', async () => {
  const cuecard = createCuecard({ scenarios: [scenario('own', 'one')] })

  for (const content of ['two', 'three']) cuecard.add(scenario('own', content))

  expect(namesOf(cuecard)).toEqual(['own', 'own'])
  expect(await ask(cuecard)).toBe('three')
})

test('cues keep their counters while scenarios come', async () => {
  const cuecard = createCuecard({ scenarios: [scenario('own', 'last'), scenario('once', 'x')] })
  cuecard.add(scenario('first', 'one', { times: 1 }))
  const answers = [await ask(cuecard)]

  cuecard.add(scenario('second', 'two', { times: 1 }))
  for (let call = 0; call < 2; call++) answers.push(await ask(cuecard))

  expect(answers).toEqual(['one', 'two', 'last'])
})

test('what cannot be played is refused as a whole', () => {
  const cuecard = createCuecard()

  expect(() => cuecard.add(scenario('good', 'one'), scenario('bad', 'two', { repply: 1 }))).toThrow(/repply/)
  expect(() => cuecard.add(scenario('bad', 'two', { reply: undefined, error: 'rate_limitd' }))).toThrow(/rate_limitd/)
  expect(cuecard.scenarios).toEqual([])
})

test('an added scenario that can be played but has warnings tells them until the next reset', () => {
  const cuecard = createCuecard()
  const { cues, ...head } = scenario('twice', 'one')

  cuecard.add({ ...head, cues: [...cues, ...cues] })
  expect(cuecard.findings).toMatchObject([{ severity: 'warning', code: 'duplicate-name' }])

  cuecard.reset()
  expect(cuecard.findings).toEqual([])
})

test('plays are counted in each scope and over all', async () => {
  const cuecard = createCuecard({ scenarios: [scenario('own', 'one')] })
  const [cue] = cuecard.scenarios[0]?.cues ?? []
  const [a, b] = [cuecard.scope('a'), cuecard.scope('b')]

  for (const scope of [a, a, b]) await ask(scope)
  b.reset()

  expect([a, b, cuecard].map((view) => view.plays(cue!))).toEqual([2, 0, 3])
  expect([a, b, cuecard].map((view) => view.unplayed().length)).toEqual([0, 1, 0])
})

test('cues added to a scope are its own, those added to the cuecard are seen in all', () => {
  const cuecard = createCuecard()
  const [a, b] = [cuecard.scope('a'), cuecard.scope('b')]

  cuecard.use({ name: 'all', generate: {} })
  a.use({ name: 'mine', generate: {} })

  expect([a, b, cuecard].map(({ added }) => added.map(({ name }) => name))).toEqual([['mine', 'all'], ['all'], ['all']])
})

test('scenarios that are loaded take the place of those it was made with, and leave the rest as it is', async () => {
  const cuecard = createCuecard({ scenarios: [scenario('own', 'one')] })
  cuecard.add(scenario('front', 'added', { when: { turn: 2 } }))
  cuecard.use({ when: { turn: 3 }, generate: {} })
  await ask(cuecard)

  cuecard.load(scenario('other', 'two'))

  expect(namesOf(cuecard)).toEqual(['front', 'other'])
  expect(await ask(cuecard)).toBe('two')
  expect(cuecard.added.length).toBe(1)
  expect(cuecard.calls.length).toBe(2)
  cuecard.reset()
  expect(namesOf(cuecard)).toEqual(['other'])
})

test('a cue that is loaded again keeps its plays in every scope, a changed one starts afresh', async () => {
  const loaded = (last: string) => ({
    cuecard: 1 as const,
    name: 'own',
    cues: [
      { name: 'once', times: 1, reply: { content: 'once' } },
      { name: 'twice', times: 1, reply: { content: last } },
      { name: 'rest', reply: { content: 'rest' } },
    ],
  })
  const cuecard = createCuecard({ scenarios: [loaded('then')] })
  const [a, b] = [cuecard.scope('a'), cuecard.scope('b')]
  const answers = [await ask(a), await ask(a), await ask(a), await ask(b)]

  cuecard.load({ ...loaded('changed'), cues: [1, 0, 2].flatMap((at) => loaded('changed').cues[at] ?? []) })
  answers.push(await ask(a), await ask(a), await ask(b), await ask(b))

  expect(answers).toEqual(['once', 'then', 'rest', 'once', 'changed', 'rest', 'changed', 'rest'])
  expect(a.unplayed().map(({ name }) => name)).toEqual([])
  expect(cuecard.scenarios[0]?.cues.map((cue) => [cue.name, cuecard.plays(cue)])).toEqual([
    ['twice', 2],
    ['once', 2],
    ['rest', 3],
  ])
})

test('what cannot be loaded changes nothing, and what can brings its own warnings', async () => {
  const cuecard = createCuecard({ scenarios: [scenario('own', 'one')] })
  const { cues, ...head } = scenario('twice', 'two')

  expect(() => cuecard.load(scenario('good', 'two'), scenario('bad', 'three', { repply: 1 }))).toThrow(/repply/)
  expect(await ask(cuecard)).toBe('one')

  cuecard.load({ ...head, cues: [...cues, ...cues] })
  expect(cuecard.findings).toMatchObject([{ code: 'duplicate-name' }])

  cuecard.load(scenario('own', 'one'))
  expect(cuecard.findings).toEqual([])
})

test('replies in code are the same only if they are the same function', async () => {
  const reply = () => ({ content: 'code' })
  const made = (reply: () => object) => ({
    cuecard: 1 as const,
    cues: [{ times: 1, reply }, { reply: { content: 'rest' } }],
  })
  const cuecard = createCuecard({ scenarios: [made(reply)] })
  await ask(cuecard)

  cuecard.load(...cuecard.scenarios)
  expect(await ask(cuecard)).toBe('rest')

  cuecard.load(made(() => ({ content: 'new code' })))
  expect(await ask(cuecard)).toBe('new code')
})
