import { expect, test } from 'vitest'
import { predictedTokens } from '../../../../src/endpoints/chat-completions/usage/predicted.ts'
import { answerTo } from '../../../support/compose.ts'
import { fakeTokens } from '../../../support/fake-context.ts'

const code = 'class User { name: string email: string age: number }'
const predicting = (content: unknown) => ({ prediction: { type: 'content', content: content as string } })

test.each([
  ['the same', code, 10, 0],
  ['a word changed', code.replace('email', 'mail'), 9, 1],
  ['words put in', code.replace('{', '{ id: string'), 10, 0],
  ['words left out', code.replace(' email: string', ''), 8, 2],
  ['only its beginning', 'class User', 2, 8],
  ['nothing of it', 'I would rather not.', 0, 10],
  ['nothing at all', '', 0, 10],
])('an answer that is %s accepts %s', (_, answer, accepted, rejected) => {
  expect(predictedTokens(predicting(code), answer, fakeTokens)).toEqual({ accepted, rejected })
})

test('a prediction may come in parts', () => {
  const parts = [{ type: 'text', text: 'one two' }]

  expect(predictedTokens(predicting(parts), 'one two', fakeTokens)).toEqual({ accepted: 2, rejected: 0 })
})

test('what was predicted in vain is billed, within the limit of the request', async () => {
  const body = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Go' }], ...predicting('one two three four') }

  const free = await answerTo(body, { content: 'one two' })
  const limited = await answerTo({ ...body, max_tokens: 3 }, { content: 'one two' })

  expect(free.completion.usage).toMatchObject({
    completion_tokens: 4,
    completion_tokens_details: { accepted_prediction_tokens: 2, rejected_prediction_tokens: 2 },
  })
  expect(limited.completion.usage).toMatchObject({
    completion_tokens: 3,
    completion_tokens_details: { accepted_prediction_tokens: 2, rejected_prediction_tokens: 1 },
  })
})
