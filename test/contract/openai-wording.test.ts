import { expect, test } from 'vitest'

import { createCuecard } from '../../src/cuecard.ts'
import { wordings, type Wording } from './openai-wording.data.ts'

const chat = 'https://api.openai.com/v1/chat/completions'
const small = { model: 'gpt-4o', messages: [{ role: 'user', content: 'ping' }] }
const cuecard = createCuecard()

const ask = async (body: Wording['body'], headers: Record<string, string> = {}, server = cuecard) => {
  const response = await server.fetch(chat, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify({ ...small, ...body }),
  })
  const { error } = await response.json()
  return { status: response.status, error }
}

test.each(wordings.map((wording) => [JSON.stringify(wording.body).slice(0, 120), wording] as const))(
  '%s is refused in the service’s words',
  async (_, { body, message, param = null, code = null }) => {
    expect(await ask(body)).toEqual({
      status: 400,
      error: { message, type: 'invalid_request_error', param, code },
    })
  },
)

test('a model that is not offered is not found', async () => {
  const known = createCuecard({ models: 'known' })

  const answer = await ask({ model: 'gpt-9' }, {}, known)

  expect(answer).toEqual({
    status: 404,
    error: {
      message: 'The model `gpt-9` does not exist or you do not have access to it.',
      type: 'invalid_request_error',
      param: null,
      code: 'model_not_found',
    },
  })
})

test('a key that is refused comes before everything else', async () => {
  const guarded = createCuecard({ auth: { keys: ['sk-right'] } })

  const answer = await ask('{', { authorization: 'Bearer sk-not-a-real-key' }, guarded)

  expect(answer).toEqual({
    status: 401,
    error: {
      message:
        'Incorrect API key provided: sk-not-a*****-key. You can find your API key at https://platform.openai.com/account/api-keys.',
      type: 'invalid_request_error',
      param: null,
      code: 'invalid_api_key',
    },
  })
})

test('a prompt that is too long for its model is counted, and stands in the journal', async () => {
  const answer = await ask({ model: 'gpt-4', messages: [{ role: 'user', content: 'a '.repeat(20_000) }] })

  expect(answer.status).toBe(400)
  expect(answer.error).toMatchObject({ param: 'messages', code: 'context_length_exceeded' })
  expect(answer.error.message).toMatch(
    /^This model's maximum context length is 8192 tokens\. However, your messages resulted in 200\d\d tokens\./,
  )
  expect(cuecard.calls.at(-1)?.violations.map(({ rule }) => rule)).toEqual(['context-window'])
})

test('one error goes over the wire; the journal has them all', async () => {
  const scope = cuecard.scope('all of them')

  const body = { n: 0, user: 5, zzz: 1, tool_choice: 'auto', messages: [{ role: 'user', content: null }] }
  const answer = await ask(body, { 'x-cuecard-scope': 'all of them' })

  expect(answer.error.param).toBe('zzz')
  expect(scope.calls.at(-1)?.violations.map(({ error }) => error.param)).toEqual([
    'zzz',
    'tool_choice',
    'n',
    'user',
    'messages.[0].content',
  ])
})

test('a thousand faults are a hundred violations', async () => {
  const scope = cuecard.scope('many')

  await ask({ messages: Array.from({ length: 1_000 }, () => ({ role: 'user' })) }, { 'x-cuecard-scope': 'many' })

  expect(scope.calls.at(-1)?.violations).toHaveLength(100)
})
