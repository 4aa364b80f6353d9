import { expect, test } from 'vitest'

import { hintFor } from '../../../src/dialects/locate.ts'
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
