import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import OpenAI from 'openai'
import { describe } from 'vitest'
import { createTest, expect, test as plain } from '../../../src/adapters/testing/vitest.ts'

/** What an answer says. */
const ask = async (client: OpenAI, content = 'Hi', more: { readonly temperature?: number } = {}): Promise<unknown> => {
  const { choices } = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content }],
    ...more,
  })
  return choices[0]?.message.content
}

const hello = { cuecard: 1, cues: [{ name: 'greets', reply: { content: 'Hello!' } }] } as const
const bye = { cuecard: 1, cues: [{ name: 'leaves', reply: { content: 'Bye!' } }] } as const

const test = createTest({ scenarios: [hello] })
const lenient = createTest({ violations: 'ignore', unplayed: 'ignore' })
const led = createTest({ scenarios: [hello], environment: 'set' })
const held = createTest({ scenarios: [hello], pace: 'manual' })

plain('without options everything is made up', async ({ cuecard, clientOptions }) => {
  expect(await ask(new OpenAI(clientOptions))).toEqual(expect.any(String))
  expect(cuecard.calls.map(({ generated }) => generated)).toEqual([true])
})

describe.each([1, 2])('test %i of two', () => {
  test('has its own cues, counters and calls', async ({ cuecard, clientOptions }) => {
    const client = new OpenAI(clientOptions)
    cuecard.use({ reply: { content: 'Once.' }, times: 1 })

    expect([await ask(client), await ask(client)]).toEqual(['Once.', 'Hello!'])
    expect(cuecard.calls.map(({ ordinal }) => ordinal)).toEqual([1, 2])
    expect(cuecard).toHavePlayed('greets', 1)
  })
})

describe.concurrent('tests at the same time', () => {
  test.for([1, 2, 3, 4])('number %i hears only its own calls', async (number, { cuecard, clientOptions }) => {
    cuecard.use({ reply: { content: `Number ${number}.` } })

    expect(await ask(new OpenAI(clientOptions), `I am ${number}`)).toBe(`Number ${number}.`)
    expect(cuecard).toHaveReceivedCalls(1)
    expect(cuecard).toHaveBeenCalledWithMessage(`I am ${number}`)
  })
})

const names = new Set<string>()

test('ids of answers are the same in every run', { repeats: 1 }, async ({ cuecard, clientOptions }) => {
  await ask(new OpenAI(clientOptions))

  names.add(`${cuecard.name} ${cuecard.calls[0]?.request_id}`)
  expect(names.size).toBe(1)
})

describe('where another cuecard is asked for', () => {
  test.override('cuecardOptions', { scenarios: [bye] })

  test('that one answers', async ({ clientOptions }) => {
    expect(await ask(new OpenAI(clientOptions))).toBe('Bye!')
  })
})

test('what a test says to be broken does not', async ({ cuecard, clientOptions }) => {
  await expect(ask(new OpenAI(clientOptions), 'Hi', { temperature: 3 })).rejects.toThrow('400')

  expect(cuecard).toHaveBrokenRule('schema/maximum', { param: 'temperature' })
})

test('a contract that is said not to be satisfied covers all', async ({ cuecard, clientOptions }) => {
  const client = new OpenAI(clientOptions)
  await ask(client, 'Hi', { temperature: 3 }).catch(() => undefined)
  await ask(client, 'Hi', { temperature: -1 }).catch(() => undefined)

  expect(cuecard).not.toSatisfyContract()
})

test('cues of scenarios may stay unplayed', ({ cuecard }) => {
  expect(cuecard.unplayed().map(({ name }) => name)).toEqual(['greets'])
})

lenient('a test may be left alone', async ({ cuecard, clientOptions }) => {
  cuecard.use({ when: { user: 'Bye' }, reply: { content: 'Bye!' } })

  await expect(ask(new OpenAI(clientOptions), 'Hi', { temperature: 3 })).rejects.toThrow('400')
})

led('code that makes its own client is led here by the environment', async ({ cuecard }) => {
  expect(await ask(new OpenAI())).toBe('Hello!')
  expect(cuecard).toHaveReceivedCalls(1)
})

test('other tests have the environment that they had', () => {
  expect(process.env['OPENAI_BASE_URL']).toBeUndefined()
})

test('another process is led here by its environment', async ({ cuecard, environment }) => {
  const script = `
    import OpenAI from 'openai'
    const messages = [{ role: 'user', content: 'Hi' }]
    const { choices } = await new OpenAI().chat.completions.create({ model: 'gpt-4o', messages })
    console.log(choices[0].message.content)`
  const node = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, ...environment },
  })

  expect((await node).stdout).toBe('Hello!\n')
  expect(cuecard).toHaveReceivedCalls(1)
})

held('a test holds a stream in its hand', async ({ cuecard, clientOptions }) => {
  const stream = await new OpenAI(clientOptions).chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Hi' }],
    stream: true,
  })
  let text = ''
  const read = (async () => {
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? ''
  })()

  await cuecard.calls.at(-1)?.stream?.next()
  await expect.poll(() => text).toBe('Hello')
  await cuecard.calls.at(-1)?.stream?.finish()
  await read

  expect(text).toBe('Hello!')
})
