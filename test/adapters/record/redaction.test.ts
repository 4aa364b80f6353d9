import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { folderOf } from '../../support/folder.ts'
import { ask, opened, recording, replaying, says } from './traffic.ts'

const key = 'sk-proj-Abc123Def456Ghi789Jkl'
const secrets = {
  authorization: `Bearer ${key}`,
  'api-key': 'azure-0123456789abcdef',
  'x-api-key': 'other-0123456789abcdef',
  cookie: 'theme=dark; sid=c00kie-0123456789',
  'openai-organization': 'org-Sent0123456789abcdef',
  'openai-project': 'proj_Sent0123456789abcdef',
  'x-auth-token': 'token-0123456789abcdef',
}
const answered = {
  'set-cookie': ['__cf_bm=bm-0123456789abcdef; path=/; HttpOnly', 'second=second-0123456789; Secure'],
  'openai-organization': 'user-acme-0123456789',
  'openai-project': 'proj_Answered0123456789ab',
  'x-ms-tenant-id': 'tenant-0123456789',
  'x-request-id': 'req_stays',
  'retry-after': '7',
  'x-note': 'for org-Sent0123456789abcdef',
}
/** Whatever must not be found in a file, nor any longer piece of it. */
const forbidden =
  'sk-proj-A 9Jkl azure-0123 other-0123 c00kie-0123 org-Sent proj_Sent token-0123 bm-0123 second-0123 user-acme proj_Answered tenant-0123 query-0123 sk-live- eyJhbGci pa55word'.split(
    ' ',
  )

/** A service that answers as the function says, at a base URL. */
const serviceOf = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => {
  const server = createServer((request, response) => request.resume().on('end', () => answer(request, response)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

const fileIn = async (): Promise<string> => join(await folderOf({}), 'scenario.yaml')

const everything = [
  `Incorrect API key provided: ${key}.`,
  'Incorrect API key provided: sk-proj-*****************9Jkl. You can find your API key at https://a.example.',
  'Rate limit reached in organization org-Sent0123456789abcdef and user-acme-0123456789.',
  'See https://a.example/x?api-key=query-0123456789&b=1 or https://me:pa55word@a.example/',
  'Another: sk-live-0123456789abcdefghij, and eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln.',
].join(' ')

const forms: readonly (readonly [string, string, string])[] = [
  [
    'an error',
    'application/json',
    JSON.stringify({ error: { message: everything, type: 'a', param: null, code: null } }, undefined, 2),
  ],
  ['a completion', 'application/json', JSON.stringify({ choices: [{ message: { content: everything } }] })],
  ['text', 'text/plain', everything],
  ['broken JSON', 'application/json', `{"error":${JSON.stringify(everything)}`],
  [
    'an event',
    'text/event-stream',
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: everything } }] })}\n\n`,
  ],
  ['a comment', 'text/event-stream', `: ${everything}\n\n`],
  ['bytes', 'application/octet-stream', `${everything}\u00ff`],
]

test.each(forms)(
  'keys, cookies and accounts are not written from %s, nor from headers and addresses',
  async (_form, type, body) => {
    const upstream = await serviceOf((_request, response) => {
      response.writeHead(401, { ...answered, 'content-type': type }).end(Buffer.from(body, 'latin1'))
    })
    const file = await fileIn()
    const { baseUrl, stop } = await recording(upstream, file)

    await ask(baseUrl, says(`My key is ${key}`, { user: 'org-Sent0123456789abcdef' }), {
      headers: secrets,
      path: '/chat/completions?api-version=1&api-key=query-0123456789',
    })
    const summary = await stop()
    const written = await readFile(file, 'utf8')
    const bytes = /base64: (\S+)/.exec(written)?.[1] ?? ''

    expect(written).not.toContain(key)
    for (const text of forbidden)
      expect(`${written} ${Buffer.from(bytes, 'base64').toString('latin1')}`).not.toContain(text)
    expect(summary).toEqual({ file, recorded: 1, differences: [] })
    const replayed = await ask(await replaying(file), says(`My key is ${key}`))
    expect(replayed.status).toBe(401)
    expect(replayed.headers).toEqual({
      'content-type': type,
      'openai-organization': 'org-cuecard',
      'openai-project': 'proj_CuecardCuecardCuecard123',
      'retry-after': '7',
      'x-note': expect.stringMatching(/^for (\[redacted\]|org-cuecard)$/),
      'x-request-id': 'req_stays',
    })
  },
)

const pieces = ['Call ', '+49 17', '0 123', '4567', '8 or ', 'not', '.']
const chunk = (content: string): object => ({
  choices: [
    {
      index: 0,
      delta: { content },
      logprobs: { content: [{ token: content, logprob: -1, bytes: [...Buffer.from(content)], top_logprobs: [] }] },
    },
  ],
})

test('what a pattern finds across the pieces of a stream is taken out of all of them, logprobs too', async () => {
  const upstream = await serviceOf((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(pieces.map((piece) => `data: ${JSON.stringify(chunk(piece))}\n\n`).join(''))
  })
  const file = await fileIn()
  const { baseUrl, stop } = await recording(upstream, file, { redact: [/\+49[\d ]+\d/g] })

  await ask(baseUrl, says('Number? Mine is +49 170 999999.', { stream: true }))
  await stop()
  const { body } = await ask(await replaying(file), says('Number? Mine is +49 171 888888.', { stream: true }))

  const chunks = body
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => JSON.parse(event.slice('data: '.length)))
  expect(chunks.map(({ choices }) => choices[0].delta.content)).toEqual([
    'Call ',
    '[redacted]',
    '',
    '',
    ' or ',
    'not',
    '.',
  ])
  expect(chunks.map(({ choices }) => choices[0].logprobs.content[0].token)).toEqual([
    'Call ',
    '[redacted]',
    '',
    '',
    ' or ',
    'not',
    '.',
  ])
  expect(chunks[2].choices[0].logprobs.content[0].bytes).toEqual([])
  expect(await readFile(file, 'utf8')).not.toMatch(/\+49|1234|9999/)
})

test('a number taken out of the arguments of a call leaves them JSON', async () => {
  const upstream = await opened({
    scenarios: [
      { cuecard: 1, cues: [{ reply: { tool_calls: [{ name: 'pay', arguments: { card: 4111111111111111 } }] } }] },
    ],
  })
  const file = await fileIn()
  const { baseUrl, stop } = await recording(upstream, file, { redact: [/\d{16}/g] })
  const request = says('Pay.', {
    tools: [{ type: 'function', function: { name: 'pay' } }],
  })

  await ask(baseUrl, request)
  await ask(baseUrl, { ...request, stream: true })
  const summary = await stop()

  const { body } = await ask(await replaying(file), request)
  const [call] = JSON.parse(body).choices[0].message.tool_calls
  expect(JSON.parse(call.function.arguments)).toEqual({ card: '[redacted]' })
  expect(await readFile(file, 'utf8')).not.toContain('4111')
  expect(summary.differences).toEqual([])
})

test('words that stand where a key would are no secrets', async () => {
  const upstream = await opened({
    scenarios: [{ cuecard: 1, cues: [{ reply: { content: 'I am ollama, EMPTY as I am.' } }] }],
  })
  const file = await fileIn()
  const { baseUrl, stop } = await recording(upstream, file)

  for (const word of ['ollama', 'EMPTY'])
    await ask(baseUrl, says(word), { headers: { authorization: `Bearer ${word}` } })
  await stop()

  expect(await readFile(file, 'utf8')).not.toContain('[redacted]')
})
