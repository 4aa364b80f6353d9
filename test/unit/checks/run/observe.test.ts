import { expect, test } from 'vitest'
import { observe } from '../../../../src/checks/run/observe.ts'
import { mergeRecords } from '../../../../src/checks/run/record.ts'
import { reportRun } from '../../../../src/checks/run/run-report.ts'
import { createCuecard, type Cuecard } from '../../../../src/cuecard.ts'

const send = async (cuecard: Cuecard, body: object, headers: Readonly<Record<string, string>> = {}): Promise<void> => {
  const response = await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  await response.arrayBuffer()
}

const ask = (content: string, more: object = {}): object => ({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content }],
  ...more,
})

const cues = [
  { name: 'greets', when: { user: 'hello' }, reply: { content: 'Hi!' } },
  { name: 'is busy', when: { user: 'busy' }, error: 'rate_limited' },
  { name: 'is cut off', when: { user: 'long' }, reply: { content: 'Once', finish_reason: 'length' } },
]

const observed = () => {
  const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues }] })
  return { cuecard, observer: observe(cuecard, { exchanges: true }) }
}

test('a rule that is broken again is told once, with a count', async () => {
  const { cuecard, observer } = observed()
  for (const n of [200, 200, 300]) await send(cuecard, ask('hello', { n }))

  const { breaches } = observer.record()

  expect(breaches.map(({ rule, count, param, call }) => ({ rule, count, param, ordinal: call.ordinal }))).toEqual([
    { rule: 'model-caps', count: 2, param: 'n', ordinal: 1 },
    { rule: 'model-caps', count: 1, param: 'n', ordinal: 3 },
  ])
})

test('errors that a cue or a header asks for are no breaches, and are counted by their names', async () => {
  const { cuecard, observer } = observed()
  await send(cuecard, ask('busy'))
  await send(cuecard, ask('hello'), { 'x-cuecard-error': 'server_error' })

  const { breaches, coverage } = observer.record()

  expect(breaches).toEqual([])
  expect(coverage['openai']?.['errors']).toEqual({ rate_limited: 1, server_error: 1 })
})

test('what an app uses and gets is counted', async () => {
  const { cuecard, observer } = observed()
  await send(
    cuecard,
    ask('hello', { stream: true, tool_choice: 'none', tools: [{ type: 'function', function: { name: 'f' } }] }),
  )
  await send(cuecard, ask('long', { response_format: { type: 'text' } }))
  await send(cuecard, ask('hello', { n: 200, seed: 1 }))

  const { coverage } = observer.record()

  // A parameter of a request that was refused is not used.
  expect(coverage['openai']).toEqual({
    parameters: { model: 2, messages: 2, stream: 1, tool_choice: 1, tools: 1, response_format: 1 },
    roles: { user: 2 },
    'tool choices': { none: 1 },
    'response formats': { text: 1 },
    delivery: { streamed: 1, whole: 1 },
    'finish reasons': { stop: 1, length: 1 },
    errors: { 'broken contract': 1 },
  })
})

test('neither a reset nor many calls make it forget', async () => {
  const { cuecard, observer } = observed()
  await send(cuecard, ask('hello'))
  cuecard.reset()

  const { calls, cues } = observer.record()

  expect({ calls, cues }).toEqual({
    calls: 1,
    cues: [
      { name: 'greets', plays: 1 },
      { name: 'is busy', plays: 0 },
      { name: 'is cut off', plays: 0 },
    ],
  })
})

test('cues of one name are told apart', async () => {
  const source = (line: number) => ({ file: 'a.yaml', line })
  const scenario = (text: string, line: number) => ({
    name: text,
    cues: [
      { name: 'cue 1', when: { user: text }, action: { name: 'reply', value: {} }, how: {}, source: source(line) },
    ],
  })
  const cuecard = createCuecard({ scenarios: [scenario('one', 1), scenario('two', 9)] })
  const observer = observe(cuecard)

  await send(cuecard, ask('two'))

  expect(observer.record().cues.map(({ plays }) => plays)).toEqual([0, 1])
})

test('the same exchange is recorded whichever call comes first', async () => {
  const recordOf = async (...contents: readonly string[]) => {
    const { cuecard, observer } = observed()
    for (const content of contents) await send(cuecard, ask(content, { seed: content.length }))
    return observer.record().exchanges
  }

  expect(await recordOf('tell me', 'tell me more')).toEqual(await recordOf('tell me more', 'tell me'))
})

test('records of several processes are joined', async () => {
  const [one, other] = [observed(), observed()]
  await send(one.cuecard, ask('hello'))
  await send(one.cuecard, ask('hello', { n: 200 }))
  await send(other.cuecard, ask('busy'))
  await send(other.cuecard, ask('hello', { n: 200 }))

  const joined = mergeRecords([one.observer.record(), other.observer.record()])

  expect({ ...joined, exchanges: joined.exchanges.map(({ exchange }) => exchange.name) }).toMatchObject({
    calls: 4,
    breaches: [{ rule: 'model-caps', count: 2 }],
    cues: [
      { name: 'greets', plays: 1 },
      { name: 'is busy', plays: 1 },
      { name: 'is cut off', plays: 0 },
    ],
    coverage: { openai: { parameters: { model: 2 }, errors: { 'broken contract': 2, rate_limited: 1 } } },
    exchanges: ['greets', 'is refused: model-caps at n', 'is busy'],
  })
  const { findings } = await reportRun(joined, { scenarios: 1, files: [] })
  expect(findings.map(({ code, details }) => [code, details?.['call']])).toEqual([
    ['model-caps', 'POST /v1/chat/completions, gpt-4o-mini, "hello" (call 2 of scope "default", and 1 more)'],
    ['unplayed-cue', undefined],
  ])
})

test.each([{ dialect: 'gateway' }, { dialect: 'servicestack' }, { dialect: 'openai-classic' }])(
  'errors of $dialect have names, and its words are known',
  async ({ dialect }) => {
    const cuecard = createCuecard({
      dialect,
      scenarios: [{ cuecard: 1, cues: [{ error: 'rate_limited' }] }],
      auth: 'off',
    })
    const observer = observe(cuecard)
    const { settle } = await cuecard.respond({
      method: 'POST',
      path: '/chat/completions',
      query: '',
      headers: {},
      body: new TextEncoder().encode(JSON.stringify(ask('hello'))),
      dialect,
    })
    settle({ end: 'complete', bytes: 0 })

    const { coverage = [] } = await reportRun(observer.record(), { scenarios: 1, files: [] })

    const kind = (name: string) => coverage[0]?.kinds.find((one) => one.kind === name)
    expect(coverage.map((one) => one.dialect)).toEqual([dialect])
    expect(Object.keys(kind('errors')?.used ?? {})).toEqual(['rate_limited'])
    expect(kind('roles')?.never).toContain('assistant')
    expect(kind('parameters')?.never).toContain('temperature')
  },
)

test.each([
  { path: '/v1/embeddings', code: 'unserved-path', severity: 'warning' },
  { path: '/v1/chat/completion', code: 'request-path', severity: 'error' },
])('a call of $path is $severity: $code', async ({ path, code, severity }) => {
  const { cuecard, observer } = observed()
  await cuecard.fetch(`https://api.openai.com${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer x' },
    body: '{}',
  })

  const { findings } = await reportRun(observer.record(), { scenarios: 1, files: [] })

  expect(findings[0]).toMatchObject({ code, severity })
})
