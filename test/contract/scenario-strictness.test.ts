import { expect, test } from 'vitest'
import { createCuecard } from '../../src/cuecard.ts'

const cuecard = () =>
  createCuecard({
    scenarios: [
      {
        cuecard: 1,
        strictness: 'literal',
        cues: [{ when: { user: { contains: 'letter' } }, reply: { content: 'By the letter.' }, times: 2 }],
      },
      { cuecard: 1, cues: [{ reply: { content: 'As it comes.' } }] },
    ],
  })

const ask = async (
  { fetch }: ReturnType<typeof cuecard>,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> => {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', ...headers },
    body: JSON.stringify({ model: 'gpt-4o', ...body }),
  })
  return { status: response.status, text: await response.text() }
}

const says = (content: string) => [{ role: 'user', content }]

test('a scenario holds the requests that it answers to its own strictness, and no others', async () => {
  const served = cuecard()
  // Only the real service refuses it; the document says nothing between these fields.
  const loose = { top_logprobs: 2, logprobs: false }

  const byTheLetter = await ask(served, { messages: says('to the letter'), ...loose })
  const asItComes = await ask(served, { messages: says('hello'), ...loose })

  expect(byTheLetter).toMatchObject({ status: 200, text: expect.stringContaining('By the letter.') })
  expect(asItComes).toMatchObject({ status: 400, text: expect.stringContaining('top_logprobs') })
})

test('looking at the strictness spends no cue', async () => {
  const served = cuecard()
  const answers = []

  for (let call = 0; call < 3; call++) answers.push((await ask(served, { messages: says('letter') })).text)

  expect(answers.map((text) => text.includes('By the letter.'))).toEqual([true, true, false])
})

test('the header of a call comes before the scenario', async () => {
  const loose = { messages: says('to the letter'), top_logprobs: 2, logprobs: false }

  const { status } = await ask(cuecard(), loose, { 'x-cuecard-strictness': 'practical' })

  expect(status).toBe(400)
})

test.each([{ messages: 5 }, { messages: [5, null, { role: 1, content: [null, 3] }] }, { messages: null, tools: 'x' }])(
  'a request of any shape gets an answer: %j',
  async (body) => {
    expect((await ask(cuecard(), body)).status).toBe(400)
  },
)

test.each([
  ['x-cuecard-strictness', 'lax', "The request header x-cuecard-strictness is 'lax': write practical or literal."],
  [
    'x-cuecard-error',
    'rate_limit; retry_after=20ms',
    'The request header x-cuecard-error cannot be obeyed: "rate_limit" is no error of the dialect openai: did you mean "rate_limited"?',
  ],
])('a header that says nothing is refused, naming it: %s: %s', async (name, value, message) => {
  const { status, text } = await ask(cuecard(), { messages: says('hello') }, { [name]: value })

  expect(status).toBe(400)
  expect(JSON.parse(text)).toEqual({
    error: { message, type: 'invalid_request_error', param: name, code: 'bad_control_header' },
  })
})
