import { expect, test } from 'vitest'
import { createCuecard } from '../../../src/cuecard.ts'
import { parseScenario } from '../../../src/parse-scenario.ts'
import type { CueObject } from '../../../src/options.ts'

const hello = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] }

const ask = (cues: readonly CueObject[], body: object = hello, headers: Record<string, string> = {}) =>
  createCuecard({ scenarios: [{ cuecard: 1, cues }] }).fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', ...headers },
    body: JSON.stringify(body),
  })

test('a recorded body is sent byte for byte, with its status and no headers but its own', async () => {
  const response = await ask([
    { recorded: { status: 418, body: '{ "odd":1.0 }\r\n' }, headers: { 'X-Request-Id': 'req_1' } },
  ])

  expect(response.status).toBe(418)
  expect(await response.text()).toBe('{ "odd":1.0 }\r\n')
  expect(Object.fromEntries(response.headers)).toEqual({ 'x-request-id': 'req_1', 'content-length': '15' })
})

test('a recorded body that is no text comes from base64', async () => {
  const response = await ask([{ recorded: { base64: '/wD+' } }])

  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([255, 0, 254])
})

test('recorded events share an envelope; texts are sent as they stand', async () => {
  const events = [{ choices: [] }, ': waiting\n\n', 'data: [DONE]\n\n']

  const response = await ask([{ recorded: { envelope: { id: 'chatcmpl-1' }, events } }])

  expect(await response.text()).toBe('data: {"id":"chatcmpl-1","choices":[]}\n\n: waiting\n\ndata: [DONE]\n\n')
})

test('templates in a recording are text like any other', async () => {
  const response = await ask([{ recorded: { body: '{{ user }}' } }])

  expect(await response.text()).toBe('{{ user }}')
})

test.each<[string, object]>([
  ['body', { body: '{"id":' }],
  ['stream', { events: [{ id: 1 }] }],
])('a recorded %s breaks off behind what was sent', async (_kind, said) => {
  const response = await ask([{ recorded: { ...said, cut: 'close' } }])

  await expect(response.text()).rejects.toThrow('terminated')
})

test.each<[string, object, Record<string, string>]>([
  ['a request that breaks its contract', { ...hello, temperature: 'hot' }, {}],
  ['a request without a key', hello, { authorization: '' }],
])('%s gets what was recorded for it', async (_what, body, headers) => {
  const response = await ask([{ when: { user: 'Hello?' }, recorded: { status: 400, body: 'No.' } }], body, headers)

  expect(await response.text()).toBe('No.')
})

test('only the recorded steps of a sequence answer a request that breaks its contract', async () => {
  const steps = [{ recorded: { status: 400, body: 'No.' } }, { reply: { content: 'Yes.' } }]
  const cuecard = createCuecard({ scenarios: [{ cuecard: 1, cues: [{ sequence: steps }] }] })
  const send = async () =>
    (
      await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer sk-test' },
        body: JSON.stringify({ ...hello, n: 'many' }),
      })
    ).text()

  expect(await send()).toBe('No.')
  expect(await send()).toContain("Invalid type for 'n'")
  expect(cuecard.violations.map(({ error }) => error.param)).toEqual(['n', 'n'])
})

test('keys that were named are needed all the same', async () => {
  const scenarios = [{ cuecard: 1, cues: [{ recorded: { body: 'Hello.' } }] }] as const
  const { fetch } = createCuecard({ scenarios, auth: { keys: ['sk-mine'] } })

  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify(hello),
  })

  expect(response.status).toBe(401)
})

test('a recording says its body once', () => {
  const text = 'cuecard: 1\ncues:\n  - recorded: { body: a, events: [] }\n'

  expect(() => parseScenario(text, { file: 'a.yaml' })).toThrow(
    'a.yaml:3:26 error: cues[0].recorded.events stands beside "body": keep only one of',
  )
})
