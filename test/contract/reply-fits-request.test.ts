import { describe, expect, test } from 'vitest'
import { checkScenarios } from '../../src/checks/check-scenarios.ts'
import { formatCall } from '../../src/cli/log.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { parseScenario } from '../../src/parse-scenario.ts'

const ask = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Who is it?' }] }
const person = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }
const tool = { type: 'function', function: { name: 'find', parameters: person } }

interface Case {
  readonly what: string
  readonly request: JsonObject
  readonly reply: JsonObject
  readonly finding: RegExp
  readonly fits: JsonObject
}

const cases: readonly Case[] = [
  {
    what: 'breaks the schema that is asked for',
    request: { response_format: { type: 'json_schema', json_schema: { name: 'person', schema: person } } },
    reply: { content: { nam: 'Ada' } },
    finding: /breaks the schema person of the request: \$ must have required property 'name'$/,
    fits: { content: { name: 'Ada' } },
  },
  {
    what: 'names a tool that is not offered',
    request: { tools: [tool] },
    reply: { tool_calls: [{ name: 'fnid', arguments: { name: 'Ada' } }] },
    finding: /calls fnid, which the request does not offer$/,
    fits: { tool_calls: [{ name: 'find', arguments: { name: 'Ada' } }] },
  },
  {
    what: 'gives arguments that the tool refuses',
    request: { tools: [tool] },
    reply: { tool_calls: [{ name: 'find', arguments: '{"name":3}' }] },
    finding: /arguments of find break its schema: \$\.name must be string$/,
    fits: { tool_calls: [{ name: 'find', arguments: '{"name":"3"}' }] },
  },
  {
    what: 'has more choices than n',
    request: { n: 2 },
    reply: { choices: [{ content: 'A' }, { content: 'B' }, { content: 'C' }] },
    finding: /3 choices, but the request asks for 2/,
    fits: { choices: [{ content: 'A' }, { content: 'B' }] },
  },
  {
    what: 'is longer than allowed',
    request: { max_tokens: 3 },
    reply: { content: 'one two three four five' },
    finding: /5 tokens long, but the request allows 3/,
    fits: { content: 'one two three' },
  },
  {
    what: 'goes on behind a stop sequence',
    request: { stop: ['END'] },
    reply: { content: 'The END.' },
    finding: /contains a stop sequence/,
    fits: { content: 'The end.' },
  },
]

const send = async (cuecard: { fetch: typeof fetch }, body: JsonObject): Promise<Response> =>
  cuecard.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ ...ask, ...body }),
  })

describe.each([false, true])('with stream: %s', (stream) => {
  test.each(cases)('a reply that $what is told of wherever the author looks', async ({ request, reply, finding }) => {
    const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues: [{ name: 'one', reply }] }] })

    const response = await send(cuecard, { ...request, stream })
    await response.text()

    const [call] = cuecard.calls
    expect(response.status).toBe(200)
    expect(call?.warnings).toEqual([expect.stringMatching(finding)])
    expect(call && formatCall(call, 'pretty')).toMatch(new RegExp(finding.source, 'm'))
    expect(cuecard.findings).toEqual([
      {
        severity: 'warning',
        code: 'reply-ignores-request',
        message: expect.stringMatching(finding),
        cue: 'one',
      },
    ])
  })

  test.each(cases)('a reply that $what is refused where findings fail', async ({ request, reply, finding }) => {
    const cuecard = createCuecard({
      scenarios: [{ cuecard: 1, cues: [{ reply }] }],
      onFinding: 'fail',
    })

    const response = await send(cuecard, { ...request, stream })

    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.headers.get('x-should-retry')).toBe('false')
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(finding) } })
  })

  test.each(cases)('instead of a reply that $what, one that fits is served in peace', async ({ request, fits }) => {
    const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues: [{ reply: fits }] }], onFinding: 'fail' })

    const response = await send(cuecard, { ...request, stream })

    expect(response.status).toBe(200)
    expect(cuecard.calls[0]?.warnings).toEqual([])
    expect(cuecard.findings).toEqual([])
  })
})

const scenarioWith = (reply: JsonObject, example?: JsonObject) =>
  parseScenario(JSON.stringify({ cuecard: 1, cues: [{ name: 'one', reply, ...(example && { example }) }] }), {
    file: 'one.yaml',
  })

test.each(cases)('a check finds a reply that $what to its example', async ({ request, reply, fits, finding }) => {
  const example = { ...ask, ...request }

  const found = await checkScenarios([scenarioWith(reply, example)])
  const clean = await checkScenarios([scenarioWith(fits, example)])

  expect(found).toEqual([expect.objectContaining({ severity: 'warning', message: expect.stringMatching(finding) })])
  expect(clean).toEqual([])
})

test.each(cases)('a check finds a reply that $what to a request of the fixtures', async (each) => {
  const requests = [{ dialect: 'openai', value: { ...ask, ...each.request } }]
  const isAboutIt = ({ message }: { message: string }): boolean => each.finding.test(message)

  const found = await checkScenarios([scenarioWith(each.reply)], { requests })
  const clean = await checkScenarios([scenarioWith(each.fits)], { requests })

  expect(found.filter(isAboutIt)).toHaveLength(1)
  expect(clean).toEqual([])
})

test('a request in a dialect that nobody speaks is passed over', async () => {
  const requests = [{ dialect: 'nowhere', value: ask }]

  expect(await checkScenarios([scenarioWith({ content: 'Hi' })], { requests })).toEqual([])
})

test.each([
  ['more choices', { choices: [{ content: 'A' }, { content: 'B', finish_reason: 'tool_calls' }] }, { n: 1 }, { n: 2 }],
  ['no tools', { finish_reason: 'tool_calls' }, { tools: [tool], tool_choice: 'required' }, {}],
])('a reply that held once is looked at again where it may not hold: with %s', async (_, reply, harmless, harmful) => {
  const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues: [{ reply }] }] })

  await send(cuecard, harmless)
  expect(cuecard.findings.filter(({ code }) => code === 'reply-breaks-contract')).toEqual([])
  await send(cuecard, harmful)

  expect(cuecard.findings.filter(({ code }) => code === 'reply-breaks-contract')).toHaveLength(1)
})

test('a reply that breaks its contract and does not fit either is two findings', async () => {
  const reply = { content: 'The END', finish_reason: 'tool_calls' }
  const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues: [{ reply }] }] })

  await send(cuecard, { stop: 'END' })

  expect(cuecard.findings.map(({ code }) => code)).toEqual(['reply-breaks-contract', 'reply-ignores-request'])
})

test.each([
  [{ contnt: 'Hi' }, /the function of the reply returned: contnt is no key here: did you mean "content"\?$/],
  [{ choices: [{ content: 'Hi', finish_reson: 'stop' }] }, /choices\[0\]\.finish_reson is no key here/],
])('what a function returns is held to the same keys as a file: %j', async (draft, finding) => {
  const cuecard = createCuecard({ auth: 'off' })
  cuecard.use({ name: 'mine', reply: () => draft })

  await cuecard.fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', body: JSON.stringify(ask) })

  expect(cuecard.findings).toMatchObject([{ cue: 'mine', message: expect.stringMatching(finding) }])
})

test('a function may leave members undefined', async () => {
  const cuecard = createCuecard({ auth: 'off' })
  cuecard.use({ reply: (call) => ({ content: `You asked: ${call.facts.user}`, refusal: undefined }) })

  await cuecard.fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', body: JSON.stringify(ask) })

  expect(cuecard.findings).toEqual([])
})
