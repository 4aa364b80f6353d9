import { mistakes, type Sent } from './broken-app.data.ts'

/*
 * An app that gets the API wrong in every way of the list; with `mended` as its argument it does everything right.
 */

const { OPENAI_BASE_URL = '', OPENAI_API_KEY = '' } = process.env

const send = async ({ method = 'POST', path = '/chat/completions', headers = {}, body }: Sent): Promise<void> => {
  const response = await fetch(`${OPENAI_BASE_URL}${path}`, {
    method,
    headers: { authorization: `Bearer ${OPENAI_API_KEY}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  await response.arrayBuffer()
}

for (const mistake of mistakes) await send(process.argv[2] === 'mended' ? mistake.mended : mistake.broken)
