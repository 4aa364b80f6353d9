import { describe, expect, test } from 'vitest'
import { createCompiler } from '../../../../src/contracts/compiler.ts'
import { answerTo } from '../../../support/compose.ts'
import { misfits } from './misfits.data.ts'

const compiler = createCompiler()
const context = { compiler: async () => compiler }
const ask = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }

describe.each([false, true])('with stream: %s', (stream) => {
  test.each(misfits)('the author is told of $what', async ({ request, draft, warnings: expected }) => {
    const { warnings } = await answerTo({ ...ask, ...request, stream }, draft, { context })

    expect(warnings).toEqual(expected)
  })

  test.each(misfits)('beside $what, what fits is no news', async ({ request, fits }) => {
    const told = await Promise.all(
      fits.map(async (draft) => (await answerTo({ ...ask, ...request, stream }, draft, { context })).warnings),
    )

    expect(told.flat()).toEqual([])
  })
})

test('what does not fit is sent as written', async () => {
  const request = { ...ask, stop: 'END', response_format: { type: 'json_object' } }

  const { completion } = await answerTo(request, { content: 'The END' }, { context })

  expect(completion.choices[0]?.message.content).toBe('The END')
})

test('speech that is asked for is no news', async () => {
  const request = { ...ask, modalities: ['text', 'audio'], audio: { voice: 'ash', format: 'wav' } }

  const { warnings } = await answerTo(request, { audio: { transcript: 'Hi' } }, { context })

  expect(warnings).toEqual([])
})

test('schemas are looked into only where a cue says what they are about', async () => {
  const never = async () => {
    throw new Error('not needed')
  }
  const request = { ...ask, response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {} } } }

  const { completion } = await answerTo(request, { refusal: 'No.' }, { context: { compiler: never } })

  expect(completion.choices[0]?.message.refusal).toBe('No.')
})
