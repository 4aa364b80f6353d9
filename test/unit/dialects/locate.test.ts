import { expect, test } from 'vitest'

import { hintFor, hintForBase } from '../../../src/dialects/locate.ts'
import { openai } from '../../../src/dialects/openai.ts'

test.each([
  ['/responses', 'not the Responses API'],
  ['/responses/resp_1/cancel', 'not the Responses API'],
  ['/threads/thread_1/runs/run_1/steps', 'not the Assistants API'],
  ['/audio/speech', 'not speech'],
  ['/files/', 'not files'],
])('%s is known as a neighbour', (path, hint) => {
  expect(hintFor(path, openai)).toContain(hint)
})

test.each(['/', '', '/responsesx', '/x/responses', '//responses', '/constructor', '/'.repeat(100_000)])(
  'nothing is known of %.20s',
  (path) => {
    expect(hintFor(path, openai)).toBeUndefined()
  },
)

test.each(['/chat/completions', '/api/v1/chat/completions', '/openai/deployments/mine/chat/completions/'])(
  'who calls %s is told where the base URL has to end',
  (path) => {
    expect(hintForBase({ path, below: undefined }, openai)).toBe(
      "cuecard serves this at /v1/chat/completions: end the client's base URL in /v1.",
    )
  },
)

test.each(['/chat/completions/', '//chat//completions', '/v1/chat/completions'])(
  'who calls %s below the base URL is told what to leave out',
  (below) => {
    expect(hintForBase({ path: `/v1${below}`, below }, openai)).toBe(
      'cuecard serves /chat/completions right below the base URL: leave out what stands before or behind it.',
    )
  },
)

test.each(['/', '', '/completions', '/chat/completionsx', '/chat/completions/x', '/'.repeat(100_000)])(
  'nothing is told of %.20s',
  (path) => {
    expect(hintForBase({ path, below: undefined }, openai)).toBeUndefined()
  },
)
