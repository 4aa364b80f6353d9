import OpenAI from 'openai'
import { expectTypeOf, test } from 'vitest'
import {
  createCuecard,
  isCuecardError,
  parseScenario,
  type Cuecard,
  type Finding,
  type Scope,
} from '../../src/index.ts'
import { handlers } from '../../src/adapters/msw.ts'
import { listen, loadScenarios } from '../../src/node.ts'

const cuecard = createCuecard()

test('a client takes fetch and key as they are', () => {
  const scope = cuecard.scope('one')

  expectTypeOf(new OpenAI({ apiKey: scope.apiKey, fetch: scope.fetch })).toEqualTypeOf<OpenAI>()
})

test('a scope and a whole cuecard are used alike', () => {
  expectTypeOf<Cuecard>().toExtend<Scope>()
  expectTypeOf(handlers).parameter(0).toEqualTypeOf<Cuecard | Scope>()
})

test('parsed scenarios and plain objects are options', async () => {
  createCuecard({ scenarios: await loadScenarios('scenarios') })
  createCuecard({ scenarios: [parseScenario('cuecard: 1'), { cuecard: 1, cues: [{ reply: { content: 'Hi' } }] }] })
  // @ts-expect-error -- a scenario says which version of the format it has
  createCuecard({ scenarios: [{ cues: [] }] })
})

test('options are known words', () => {
  createCuecard({ onUnmatched: 'error', auth: { keys: ['sk-1'] }, pace: { inter_token_latency: 40 } })
  // @ts-expect-error -- no such word
  createCuecard({ onUnmatched: 'ignore' })
  // @ts-expect-error -- no such option
  createCuecard({ onUnmatch: 'error' })
})

test('a reply in code is told about the call', () => {
  cuecard.use({
    when: { last: 'user' },
    reply: (call) => {
      expectTypeOf(call.facts.user).toEqualTypeOf<string | undefined>()
      expectTypeOf(call.facts.tools).toEqualTypeOf<readonly string[]>()
      return { content: call.facts.model }
    },
  })
})

test('what cuecard remembers cannot be changed', () => {
  expectTypeOf(cuecard.calls[0]?.status).toEqualTypeOf<number | undefined>()
  // @ts-expect-error -- read-only
  cuecard.calls.push()
})

test('a caught error is told apart', () => {
  const caught: unknown = undefined

  if (isCuecardError(caught)) expectTypeOf(caught.findings).toEqualTypeOf<readonly Finding[]>()
})

test('a listener says where it listens', async () => {
  const listener = await listen(cuecard, { port: 0 })

  expectTypeOf(listener.baseUrl).toBeString()
  expectTypeOf(listener.close).returns.resolves.toBeVoid()
})
