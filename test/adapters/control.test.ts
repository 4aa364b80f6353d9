import { expect, onTestFinished, test } from 'vitest'
import { listen, type Listener } from '../../src/adapters/node.ts'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'
import type { CuecardOptions } from '../../src/options.ts'

const open = async (
  options: CuecardOptions = {},
): Promise<{ readonly cuecard: Cuecard; readonly listener: Listener }> => {
  const cuecard = createCuecard(options)
  const listener = await listen(cuecard, { port: 0 })
  onTestFinished(() => listener.close())
  return { cuecard, listener }
}

/** Calls the service; what it says. */
const call = async ({ baseUrl }: Listener, key: string, content = 'Hi', more: object = {}): Promise<string> => {
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }], ...more }),
  })
  const { choices } = (await response.json()) as { choices?: { message: { content: string } }[] }
  return choices?.[0]?.message.content ?? String(response.status)
}

/** Asks the control API; the status and what it says. */
const control = async <T>({ url }: Listener, path: string, body?: string): Promise<T> => {
  const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/yaml' }, body }
  const response = await fetch(`${url}/_cuecard/${path}`, init)
  return (await response.json()) as T // what the document promises
}

interface Call {
  readonly sequence: number | null
  readonly scope: string
  readonly status: number
  readonly cue: string | null
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: unknown }
}
interface Calls {
  readonly calls: readonly Call[]
  readonly last: number
  readonly omitted: number
  readonly dropped: number
}

test('a cue for one scope answers there and nowhere else, until that scope is reset', async () => {
  const { listener } = await open({ scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'usual' } }] }] })

  const added = await control(listener, 'cues?scope=a', 'name: mine\nreply: { content: special }')
  const before = [await call(listener, 'sk-test-a'), await call(listener, 'sk-test-b')]
  await control(listener, 'reset?scope=b', '')
  const between = await call(listener, 'sk-test-a')
  await control(listener, 'reset?scope=a', '')

  expect(added).toEqual({ scope: 'a', cues: ['mine'] })
  expect(before).toEqual(['special', 'usual'])
  expect([between, await call(listener, 'sk-test-a')]).toEqual(['special', 'usual'])
})

test('a scenario counts before those that the listener was started with, until all is reset', async () => {
  const { listener } = await open({ scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'usual' } }] }] })

  await control(listener, 'scenarios?file=scenarios/extra.yaml', 'cuecard: 1\ncues:\n  - reply: { content: extra }')
  const listed = await control<{ scenarios: object[] }>(listener, 'scenarios')
  const before = await call(listener, 'sk-test')
  await control(listener, 'reset', '')

  expect(listed.scenarios).toMatchObject([
    { name: 'extra', cues: [{ name: 'cue 1', source: { file: 'scenarios/extra.yaml', line: 3, column: 5 } }] },
    { name: 'scenario 1' },
  ])
  expect([before, await call(listener, 'sk-test')]).toEqual(['extra', 'usual'])
})

test('what is wrong with a scenario or a cue is said with file, line and column', async () => {
  const { listener } = await open()

  const answers = [
    await control(listener, 'scenarios?file=a.yaml', 'cuecard: 1\ncues:\n  - repply: {}\n'),
    await control(listener, 'cues?file=b.yaml', '- generate: {}\n- repply: {}\n'),
    await control(listener, 'cues', '{"generate": {},\n "repply": {}}'),
  ]

  const place = (file: string, line: number, column: number) => ({
    error: {
      code: 'bad_scenario',
      message: expect.stringContaining(`${file}:${line}:${column} error: `),
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'unknown-key', source: { file, line, column } }),
      ]),
    },
  })
  expect(answers).toEqual([place('a.yaml', 3, 5), place('b.yaml', 2, 3), place('body', 2, 2)])
})

test('scenarios and cues are listed with how often they have answered, in all scopes or one', async () => {
  const cues = [
    { name: 'one', when: { user: 'one' }, reply: { content: '1' } },
    { name: 'two', generate: {} },
  ]
  const { listener, cuecard } = await open({ scenarios: [{ cuecard: 1, cues }] })
  cuecard.scope('a').use({ name: 'first', when: { user: 'one' }, times: 1, reply: { content: '0' } })
  for (const key of ['sk-test-a', 'sk-test-a', 'sk-test-b']) await call(listener, key, 'one')

  interface Listed {
    readonly added: readonly { name: string; played: number }[]
    readonly scenarios: readonly { cues: readonly { name: string; played: number }[] }[]
  }
  const [all, a] = [await control<Listed>(listener, 'scenarios'), await control<Listed>(listener, 'scenarios?scope=a')]
  const unplayed = await control<{ unplayed: object[] }>(listener, 'unplayed?scope=b')

  const played = ({ added, scenarios }: Listed): string =>
    [...added, ...scenarios.flatMap((scenario) => scenario.cues)].map(({ name, played }) => `${name} ${played}`).join()
  expect([played(all), played(a)]).toEqual(['one 2,two 0', 'first 1,one 1,two 0'])
  expect(unplayed.unplayed).toMatchObject([{ name: 'two', when: null, action: 'generate' }])
})

test('the journal tells calls with parsed bodies and masked keys', async () => {
  const { listener } = await open()
  const key = 'sk-a-real-looking-key-of-someone'
  await call(listener, key)
  await call(listener, 'sk-test-a', 'Hi', { temperature: 3 })

  const { calls, ...more } = await control<Calls>(listener, 'calls')

  expect(more).toEqual({ last: 2, omitted: 0, dropped: 0 })
  expect(calls).toMatchObject([
    {
      sequence: 1,
      scope: 'default',
      status: 200,
      request: { body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] } },
    },
    { sequence: 2, scope: 'a', status: 400, violations: [{ path: '$.temperature', param: 'temperature' }] },
  ])
  expect(JSON.stringify(calls)).not.toContain(key)
  expect(calls[0]?.request.headers['authorization']).toMatch(/^Bearer sk-a-rea\*+eone$/)
})

test('the journal is narrowed by scope, by what is known already, and by a limit', async () => {
  const { listener } = await open()
  for (const key of ['sk-test-a', 'sk-test-b', 'sk-test-a', 'sk-test-b']) await call(listener, key)
  const ask = async (query: string) => {
    const { calls, last, omitted } = await control<Calls>(listener, `calls?${query}`)
    return { calls: calls.map(({ sequence }) => sequence), last, omitted }
  }

  expect(await ask('scope=a')).toEqual({ calls: [1, 3], last: 3, omitted: 0 })
  expect(await ask('limit=1')).toEqual({ calls: [4], last: 4, omitted: 3 })
  expect(await ask('after=1&limit=2')).toEqual({ calls: [2, 3], last: 3, omitted: 1 })
  expect(await ask('after=4')).toEqual({ calls: [], last: 4, omitted: 0 })
  expect(await ask('scope=none')).toEqual({ calls: [], last: 0, omitted: 0 })
})

test('violations and findings are told', async () => {
  const odd = { name: 'odd', reply: { content: 'x', finish_reason: 'tool_calls' } }
  const { listener } = await open({ scenarios: [{ cuecard: 1, cues: [odd] }] })
  await call(listener, 'sk-test-a')
  await call(listener, 'sk-test-a', 'Hi', { temperature: 3 })

  expect(await control(listener, 'violations?scope=a')).toMatchObject({
    violations: [{ scope: 'a', violation: { code: 'decimal_above_max_value' } }],
  })
  expect(await control(listener, 'violations?scope=b')).toEqual({ violations: [] })
  expect(await control(listener, 'findings')).toMatchObject({
    findings: [{ code: 'reply-breaks-contract', cue: 'odd' }],
  })
})

test('looking at a scope leaves no trace', async () => {
  const { listener, cuecard } = await open()

  for (const path of ['scenarios', 'calls', 'unplayed', 'violations']) await control(listener, `${path}?scope=ghost`)

  expect(await control(listener, 'calls')).toMatchObject({ calls: [], last: 0 })
  expect(cuecard.calls).toHaveLength(0)
})
