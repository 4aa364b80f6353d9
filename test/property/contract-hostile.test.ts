import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createContracts } from '../../src/contracts/contracts.ts'
import { createCuecard } from '../../src/cuecard.ts'
import type { Dialect } from '../../src/core/dialect.ts'
import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { dialectOf, tables } from '../contract/fields/tables.ts'
import { ask, readRefusal, type Answer } from '../support/refusal.ts'
import { misfitsOf } from '../support/schema-arbitrary.ts'

const contracts = createContracts()
const cuecard = createCuecard()
const hosts = tables.map((table) => ({ dialect: table.dialect, host: table.request[0]?.host ?? {} }))
const dialectNamed = (name: string): Dialect => {
  const [found] = tables.filter(({ dialect }) => dialect === name).map(dialectOf)
  if (found === undefined) throw new Error(`there is no dialect ${name}`)
  return found
}

const levels = 10_000
const nest = (open: string, core: string, close: string): string => open.repeat(levels) + core + close.repeat(levels)
const many = (item: string, count: number): string => `[${Array(count).fill(item).join(',')}]`

/** JSON texts that break what reads them carelessly. */
const hostile = {
  'deep arrays': nest('[', '', ']'),
  'deep objects': nest('{"a":', '1', '}'),
  'deep schemas': nest('{"type":"object","properties":{"a":', '{}', '}}'),
  'deep unions': nest('{"anyOf":[', '{}', ']}'),
  'a member called __proto__': '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  'the name __proto__': '"__proto__"',
  'the name constructor': '"constructor"',
  'the name toString': '"toString"',
  'a lone surrogate': String.raw`"\ud800 \udc00"`,
  'a member called by a lone surrogate': String.raw`{"\ud800":"\udfff"}`,
  'a null character': String.raw`"\u0000"`,
  'more than the largest number': '1e999',
  'less than the smallest number': '-1e999',
  'nearly nothing': '1e-400',
  'minus nothing': '-0',
  'an integer beyond doubles': '9007199254740993',
  'many numbers': many('1', 100_000),
  'many empty objects': many('{}', 10_000),
  'many messages': many('{"role":"user","content":"x"}', 10_000),
  'many members': `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
  'a long text': `"${'a'.repeat(300_000)}"`,
  'a member twice': '{"type":"text","type":1,"role":"user","role":[]}',
} as const
const texts = Object.entries(hostile)

const roots = ['model', 'messages', 'stream', 'n', 'stop', 'tools', 'tool_choice', 'response_format', 'metadata']
const places = [...roots, 'logit_bias', 'temperature', 'max_tokens', 'seed', 'user', 'no_such_member', '__proto__']

/** A completion that keeps its contract, or an error of the client in the dialect's own envelope that no client tries again. */
const expectAnswer = async (dialect: string, { status, headers, text }: Answer): Promise<void> => {
  expect('polluted' in {}).toBe(false)
  if (status !== 200) {
    expect([400, 404]).toContain(status)
    expect(readRefusal(dialect, text).message).not.toMatch(/\[object|undefined|NaN/)
    expect(headers.get('x-should-retry')).not.toBe('true')
    return
  }
  if (headers.get('content-type')?.startsWith('text/event-stream') === true) {
    expect(text).toMatch(/^data: .*\n\ndata: \[DONE\]\n\n$/s)
    return
  }
  const { response } = await contracts.of(dialectNamed(dialect), 'chat-completions', 'practical')
  expect(response(JSON.parse(text))).toEqual([])
}

const withMember = (host: JsonObject, name: string, text: string): string => {
  const others = Object.entries(host).filter(([member]) => member !== name)
  const members = others.map(([member, value]) => `${JSON.stringify(member)}:${JSON.stringify(value)}`)
  return `{${[...members, `${JSON.stringify(name)}:${text}`].join(',')}}`
}

test.each(hosts.flatMap(({ dialect, host }) => places.map((place) => ({ dialect, host, place }))))(
  '$dialect answers whatever stands at $place',
  async ({ dialect, host, place }) => {
    for (const [, text] of texts)
      await expectAnswer(dialect, await ask(cuecard, dialect, withMember(host, place, text)))
  },
)

test.each(
  hosts.flatMap(({ dialect, host }) => ['content', 'role', 'tool_calls'].map((name) => ({ dialect, host, name }))),
)('$dialect answers whatever stands at $name of a message', async ({ dialect, host, name }) => {
  for (const [, text] of texts) {
    const messages = `[${withMember({ role: 'user' }, name, text)}]`

    await expectAnswer(dialect, await ask(cuecard, dialect, withMember(host, 'messages', messages)))
  }
})

test.each(hosts)('$dialect answers a body that is all of these', async ({ dialect }) => {
  for (const [, text] of texts) await expectAnswer(dialect, await ask(cuecard, dialect, text))
})

test.each(hosts)('$dialect takes the last of two members of one name', async ({ dialect, host }) => {
  const { status } = await ask(cuecard, dialect, `{"model":7,"messages":{},${JSON.stringify(host).slice(1)}`)

  expect(status).toBe(200)
})

test.each(hosts)('$dialect refuses bytes that are no UTF-8', async ({ dialect, host }) => {
  const bytes = Uint8Array.from(Buffer.from(JSON.stringify({ ...host, user: '\u00ff' }), 'latin1'))

  const answer = await ask(cuecard, dialect, bytes)

  expect(answer.status).toBe(400)
  await expectAnswer(dialect, answer)
})

const mark = '\u0001here\u0001'

test.each(hosts)('$dialect answers whatever stands anywhere in a body', async ({ dialect, host }) => {
  const schemas = await dialectNamed(dialect).schemas['chat-completions']?.()
  const body = fc
    .tuple(misfitsOf(schemas?.request ?? {}, mark), fc.constantFrom(...texts))
    .map(([{ value }, [, text]]) =>
      JSON.stringify({ ...host, ...(isJsonObject(value) ? value : {}) }).replace(JSON.stringify(mark), () => text),
    )

  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      await expectAnswer(dialect, await ask(cuecard, dialect, text))
    }),
    { numRuns: 200, seed: 20_250_717 },
  )
})
