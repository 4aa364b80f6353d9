import OpenAI from 'openai'
import { expect, onTestFinished, test } from 'vitest'
import { complaintOf } from '../../../src/adapters/testing/afterwards.ts'
import { matchers } from '../../../src/adapters/testing/matchers.ts'
import { connect, type RemoteScope } from '../../../src/adapters/testing/remote.ts'
import { listen, type ListenOptions } from '../../../src/adapters/node.ts'
import { createCuecard, type Cuecard } from '../../../src/cuecard.ts'

expect.extend(matchers)

const open = async (options: ListenOptions = {}): Promise<{ readonly url: string; readonly cuecard: Cuecard }> => {
  const cuecard = createCuecard({
    scenarios: [{ cuecard: 1, cues: [{ name: 'greets', reply: { content: 'Hello!' } }] }],
  })
  const listener = await listen(cuecard, { port: 0, ...options })
  onTestFinished(() => listener.close())
  return { url: listener.url, cuecard }
}

const ask = async (scope: RemoteScope, content = 'Hi', temperature = 1): Promise<unknown> => {
  const client = new OpenAI({ apiKey: scope.apiKey, baseURL: scope.cuecard.baseUrl, maxRetries: 0 })
  const messages = [{ role: 'user' as const, content }]
  const { choices } = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, temperature })
  return choices[0]?.message.content
}

test('a cue for a scope of another process answers there and nowhere else', async () => {
  const { url } = await open()
  const [one, other] = [connect(url).scope('one'), connect(`${url}/v1`).scope('other')]

  await one.use({ reply: { content: 'First.' }, times: 1 }, { reply: { content: 'Then.' } })

  expect([await ask(one), await ask(one), await ask(other)]).toEqual(['First.', 'Then.', 'Hello!'])
  expect((await one.calls).map(({ cue, status }) => [cue, status])).toEqual([
    ['cue 1', 200],
    ['cue 2', 200],
  ])
  expect((await other.calls).length).toBe(1)
})

test('matchers ask there, and are waited for', async () => {
  const scope = connect((await open()).url).scope('one')
  await ask(scope, 'I want a refund')
  await ask(scope, 'And more', 3).catch(() => undefined)

  await expect(scope).toHaveBeenCalledWithMessage('refund')
  await expect(scope).toHaveReceivedCalls([200, 400])
  await expect(scope).toHavePlayed('greets', 1)
  await expect(expect(scope).toHaveBeenCalledWithMessage('order')).rejects.toThrow('user: I want a refund')
  expect(await complaintOf(scope, {})).toContain("toHaveBrokenRule('schema/maximum')")
  await expect(scope).toHaveBrokenRule('schema/maximum', { param: 'temperature', message: 'got 3' })
  expect(await complaintOf(scope, {})).toBeUndefined()
})

test('cues are missed that the scope has put in front itself', async () => {
  const { url, cuecard } = await open()
  const scope = connect(url).scope('mine')
  cuecard.use({ name: 'for all', when: { user: 'Bye' }, reply: { content: 'Bye!' } })
  await scope.use({ name: 'mine', when: { user: 'Mine' }, reply: { content: 'Yours!' } })

  expect((await scope.unplayed()).map(({ name }) => name)).toEqual(['mine', 'for all', 'greets'])
  expect(await complaintOf(scope, {})).toMatch(/^no call reached the cue "mine":/)
  await ask(scope, 'Mine')
  expect(await complaintOf(scope, {})).toBeUndefined()
})

test('a reset forgets the scope', async () => {
  const scope = connect((await open()).url).scope('a scope & more')
  await scope.use({ reply: { content: 'Mine.' } })

  await scope.reset()

  expect(await scope.added).toEqual([])
  expect(await scope.calls).toEqual([])
})

test('what is wrong with a cue is said', async () => {
  const scope = connect((await open()).url).scope('one')

  await expect(scope.use({ reply: { contents: 'Hi' } })).rejects.toThrow('contents')
  await expect(scope.use({ reply: () => ({ content: 'Hi' }) })).rejects.toThrow('`reply` is a function')
})

test('a listener with a token is asked with it', async () => {
  const { url } = await open({ control: { token: 'secret' } })

  await expect(connect(url).scope('one').calls).rejects.toThrow('the control API wants its token')
  expect(await connect(url, { token: 'secret' }).scope('one').calls).toEqual([])
})
