import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'
import { createCuecard } from '../../src/cuecard.ts'

/** An answer on its way to the client. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** The connection breaks here, or nothing is sent at all. */
  readonly end?: 'cut' | 'hang'
}

/** What a provider does wrong, and what it has to be found out by. A defect that does not apply to an answer gives it back as it is. */
export interface Defect {
  readonly name: string
  readonly breaks: (answer: Answer, asked: JsonObject) => Answer
  /** Codes of the findings. */
  readonly found: readonly string[]
}

/** Serves a cuecard with one defect until the running test ends; its base URL. */
export const brokenProvider = async ({ breaks }: Pick<Defect, 'breaks'>, dialect = 'openai'): Promise<string> => {
  const { fetch } = createCuecard({ dialect })
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request)
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    )
    const healthy = await fetch(`http://provider.test${request.url ?? ''}`, {
      method: request.method ?? 'GET',
      headers,
      ...(request.method !== 'GET' && { body }),
    })
    const sent = { status: healthy.status, headers: Object.fromEntries(healthy.headers), body: await healthy.text() }
    send(breaks(sent, objectIn(body.toString())), response)
  }
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}/v1`
}

const send = ({ status, headers, body, end }: Answer, response: ServerResponse): void => {
  if (end === 'hang') return
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...others } = headers
  response.writeHead(status, others)
  if (end === undefined) response.end(body)
  else response.write(body.slice(0, body.length / 2), () => response.destroy())
}

const objectIn = (text: string): JsonObject => {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : {}
  } catch {
    // Not JSON: nothing is asked.
    return {}
  }
}

/** Breaks the bodies of completions. */
export const ofCompletion =
  (change: (completion: JsonObject, asked: JsonObject) => Json): Defect['breaks'] =>
  (answer, asked) => {
    const completion = answer.status === 200 ? objectIn(String(answer.body)) : {}
    return completion['object'] === 'chat.completion'
      ? { ...answer, body: JSON.stringify(change(completion, asked)) }
      : answer
  }

/** Breaks the text of streams. */
export const ofStream =
  (change: (text: string, asked: JsonObject) => string): Defect['breaks'] =>
  (answer, asked) =>
    answer.headers['content-type']?.startsWith('text/event-stream') === true
      ? { ...answer, body: change(String(answer.body), asked) }
      : answer

/** Breaks the events of streams, `[DONE]` apart. */
export const ofEvents = (
  change: (events: readonly JsonObject[], asked: JsonObject) => readonly Json[],
): Defect['breaks'] =>
  ofStream((text, asked) => {
    const events = [...text.matchAll(/^data: (\{.*)$/gm)].map(([, data = '']) => objectIn(data))
    return [...change(events, asked).map((event) => JSON.stringify(event)), '[DONE]']
      .map((data) => `data: ${data}\n\n`)
      .join('')
  })

/** Breaks the bodies of refusals. */
export const ofError =
  (change: (body: JsonObject) => Json): Defect['breaks'] =>
  (answer) =>
    answer.status >= 400 ? { ...answer, body: JSON.stringify(change(objectIn(String(answer.body)))) } : answer

/** A copy with another value at a place; undefined takes it away. Where there is no such place nothing changes. */
export const put = (value: JsonObject, path: readonly (string | number)[], given: Json | undefined): JsonObject => {
  const copy = replaced(value, path, given)
  return isJsonObject(copy) ? copy : value
}

const replaced = (
  value: Json | undefined,
  [part, ...rest]: readonly (string | number)[],
  given: Json | undefined,
): Json | undefined => {
  if (part === undefined) return given
  if (Array.isArray(value))
    return value.map((item: Json, index) => (index === part ? (replaced(item, rest, given) ?? null) : item))
  if (!isJsonObject(value) || !Object.hasOwn(value, part)) return value
  return { ...value, [part]: replaced(value[part], rest, given) }
}
