import { expect, test } from 'vitest'
import type { CuecardOptions } from '../../src/options.ts'
import { createCuecard } from '../../src/cuecard.ts'

const words = (count: number, word = 'a'): string => `${word} `.repeat(count).trimEnd()
const system = { role: 'system', content: words(1_500) }
const user = (content: string) => ({ role: 'user', content })

/** Asks one cuecard after another thing and tells the usage of each answer. */
const usageOf = (options: CuecardOptions = {}) => {
  const cuecard = createCuecard(options)
  const ask = async (body: object, key = 'sk-test', scope = 'default') => {
    const response = await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'x-cuecard-scope': scope },
      body: JSON.stringify({ model: 'gpt-4o', ...body }),
    })
    const { usage, error } = await response.json()
    if (error !== undefined) throw new Error(error.message)
    return usage
  }
  const cached = async (...asked: Parameters<typeof ask>): Promise<number> =>
    (await ask(...asked)).prompt_tokens_details.cached_tokens
  return { ask, cached, cuecard }
}

test('what a prompt begins with is cached from 1,024 tokens in steps of 128 once it was sent', async () => {
  const { cached } = usageOf()

  const counts = [
    await cached({ messages: [system, user('Hi')] }),
    await cached({ messages: [system, user('Bye')] }),
    await cached({ messages: [system, user(`Hi ${words(200)}`)] }),
    await cached({ messages: [system, user(`Hi ${words(200)}`), user('And then?')] }),
  ]

  expect(counts).toEqual([0, 1_408, 1_408, 1_664])
})

test.each([
  ['short prompts', [user(words(1_000))], [user(words(1_000))]],
  ['prompts that begin otherwise', [user(words(2_000))], [user(`b ${words(2_000)}`)]],
  ['the same text in another role', [user(words(2_000))], [{ role: 'developer', content: words(2_000) }]],
  ['a prefix of less than 1,024 tokens', [user(words(1_000)), user('b')], [user(words(1_000)), user(words(500, 'c'))]],
])('%s are not cached', async (_, first, second) => {
  const { cached } = usageOf()
  await cached({ messages: first })

  expect(await cached({ messages: second })).toBe(0)
})

test('a message is cached as far as it begins like the one before', async () => {
  const { cached } = usageOf()
  await cached({ messages: [user(`${words(2_000)} one ${words(500)}`)] })

  expect(await cached({ messages: [user(`${words(2_000)} two ${words(100)}`)] })).toBe(1_920)
})

test('other tools, models, cache keys, keys and scopes have other prompts', async () => {
  const { cached } = usageOf()
  const body = { messages: [system, user('Hi')] }
  const tools = [{ type: 'function', function: { name: 'f' } }]
  await cached(body)

  expect([
    await cached({ ...body, tools }),
    await cached({ ...body, model: 'gpt-4.1' }),
    await cached({ ...body, prompt_cache_key: 'k' }),
    await cached(body, 'sk-other'),
    await cached(body, 'sk-test', 'other'),
    await cached(body),
  ]).toEqual([0, 0, 0, 0, 0, 1_408])
})

test('reset() forgets prompts, of a scope only its own', async () => {
  const { cached, cuecard } = usageOf()
  const body = { messages: [system, user('Hi')] }
  for (const scope of ['one', 'other']) await cached(body, 'sk-test', scope)

  cuecard.scope('one').reset()
  expect([await cached(body, 'sk-test', 'one'), await cached(body, 'sk-test', 'other')]).toEqual([0, 1_408])

  cuecard.reset()
  expect(await cached(body, 'sk-test', 'other')).toBe(0)
})

test('the rule prompt-cache switches the cache off', async () => {
  const { cached } = usageOf({ rules: { 'prompt-cache': 'off' } })
  const body = { messages: [system, user('Hi')] }

  expect([await cached(body), await cached(body)]).toEqual([0, 0])
})

test('but for what is cached, usage does not depend on the order of calls', async () => {
  const { ask } = usageOf()
  const body = { messages: [system, user('Tell me more.')] }
  const [first, second] = [await ask(body), await ask(body)]

  expect(second).toEqual({ ...first, prompt_tokens_details: { ...first.prompt_tokens_details, cached_tokens: 1_408 } })
})

test('gpt-5.6 tells what it writes', async () => {
  const { ask } = usageOf()
  const details = async (...messages: readonly object[]) =>
    (await ask({ model: 'gpt-5.6-terra', messages })).prompt_tokens_details

  expect(await details(system, user('Hi'))).toEqual({ cached_tokens: 0, audio_tokens: 0, cache_write_tokens: 1_408 })
  expect(await details(system, user('Hi'))).toEqual({ cached_tokens: 1_408, audio_tokens: 0, cache_write_tokens: 0 })
})

test('with explicit breakpoints the cache ends exactly there', async () => {
  const { ask } = usageOf()
  const marked = { type: 'text', text: words(1_500), prompt_cache_breakpoint: { mode: 'explicit' } }
  const details = async (question: string) =>
    (
      await ask({
        model: 'gpt-5.6-terra',
        prompt_cache_options: { mode: 'explicit' },
        messages: [{ role: 'user', content: [marked, { type: 'text', text: question }] }],
      })
    ).prompt_tokens_details

  expect(await details(words(600))).toEqual({ cached_tokens: 0, audio_tokens: 0, cache_write_tokens: 1_504 })
  expect(await details(words(600))).toEqual({ cached_tokens: 1_504, audio_tokens: 0, cache_write_tokens: 0 })
  expect(await details('b')).toEqual({ cached_tokens: 1_504, audio_tokens: 0, cache_write_tokens: 0 })
})

test('where a cue says what to answer, a prompt that is too long for its model is only told of', async () => {
  const cues = [{ when: { user: { contains: 'summary' } }, reply: { content: 'Yes.' } }]
  const { ask, cuecard } = usageOf({ scenarios: [{ cuecard: 1, cues }] })
  const long = (end: string) => ({ model: 'gpt-4', messages: [user(`${words(9_000)} ${end}`)] })

  await expect(ask(long('else'))).rejects.toThrow('maximum context length')
  expect(await ask(long('summary'))).toMatchObject({ prompt_tokens: 9_008 })
  expect(cuecard.violations.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['context-window', 'error'],
    ['context-window', 'warn'],
  ])
})
