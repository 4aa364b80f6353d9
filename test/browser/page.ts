import { setupWorker } from 'msw/browser'
import { handlers } from '../../src/adapters/msw.ts'
import { createCuecard } from '../../src/cuecard.ts'

/** What the page under test offers to the test that drives it. */
interface Page {
  start(): Promise<void>
  ask(
    body: object,
    headers?: Record<string, string>,
  ): Promise<{ status: number; text: string; pieces: number; error: string }>
}

const url = 'https://api.openai.com/v1/chat/completions'

const cuecard = createCuecard({
  scenarios: [
    {
      cuecard: 1,
      cues: [
        {
          when: { user: 'cut' },
          reply: { content: 'one two three four five' },
          stream: { cut: { after: 2, how: 'reset' } },
        },
        { when: { user: 'slow' }, reply: { content: 'one two three' }, stream: { inter_token_latency: '100ms' } },
      ],
    },
  ],
})

const ask: Page['ask'] = async (body, headers = { authorization: 'Bearer sk-test' }) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let pieces = 0
  try {
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
      text += read.value
      pieces += 1
    }
    return { status: response.status, text, pieces, error: '' }
  } catch (error) {
    return { status: response.status, text, pieces, error: String(error) }
  }
}

const page: Page = {
  start: async () => {
    await setupWorker(...handlers(cuecard)).start({ quiet: true, onUnhandledFrame: 'bypass' })
  },
  ask,
}
Object.assign(globalThis, { page })
