import { request as send } from 'node:http'
import { onTestFinished } from 'vitest'
import { listen } from '../../../src/adapters/node.ts'
import { createProxy } from '../../../src/adapters/record/proxy.ts'
import { openRecorder, type RecordEvent, type Summary } from '../../../src/adapters/record/recorder.ts'
import { loadScenarios } from '../../../src/adapters/files.ts'
import { realClock } from '../../../src/core/clock.ts'
import { createCuecard } from '../../../src/cuecard.ts'
import type { CuecardOptions } from '../../../src/options.ts'

/** A base URL at which a cuecard answers until the running test ends. */
export const opened = async (options: CuecardOptions): Promise<string> => {
  const listener = await listen(createCuecard(options), { port: 0 })
  onTestFinished(() => listener.close())
  return listener.baseUrl
}

export interface Recording {
  readonly baseUrl: string
  readonly events: readonly RecordEvent[]
  /** Ends the recording. */
  stop(): Promise<Summary>
}

export interface RecordingOptions {
  readonly dialect?: string
  readonly redact?: readonly RegExp[]
  readonly timing?: boolean
}

/** A recorder in front of a service. */
export const recording = async (target: string, file: string, options: RecordingOptions = {}): Promise<Recording> => {
  const { dialect = 'openai', redact = [], timing = true } = options
  const events: RecordEvent[] = []
  const recorder = await openRecorder({
    file,
    dialect,
    redact,
    timing,
    clock: realClock,
    onEvent: (event) => events.push(event),
  })
  const listener = await listen(createProxy(target, dialect), { port: 0, tap: (incoming) => recorder.tap(incoming) })
  let summary: Promise<Summary> | undefined
  const stop = (): Promise<Summary> => (summary ??= listener.close().then(() => recorder.close()))
  onTestFinished(async () => void (await stop()))
  return { baseUrl: listener.baseUrl, events, stop }
}

/** A base URL at which a recording is played. */
export const replaying = async (file: string, options: CuecardOptions = {}): Promise<string> =>
  opened({ scenarios: await loadScenarios(file), onUnmatched: 'error', ...options })

/** What a client sees of an answer, down to the bytes. */
export interface Seen {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
  readonly end: 'complete' | 'broken' | 'left'
}

/** Headers that every server makes for itself, and those that say how the body is framed. */
const ofServer: ReadonlySet<string> = new Set([
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
])

export const ask = (
  baseUrl: string,
  body: object | string,
  { headers = {}, leaveAfter, path = '/chat/completions' }: AskOptions = {},
): Promise<Seen> =>
  new Promise((resolve, reject) => {
    const outgoing = send(`${baseUrl}${path}`, {
      method: 'POST',
      agent: false,
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      // From here on it is the response that breaks.
      outgoing.off('error', reject).on('error', () => undefined)
      const parts: Buffer[] = []
      const finish = (end: Seen['end']): void =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).filter(([name]) => !ofServer.has(name))),
          body: Buffer.concat(parts).toString('latin1'),
          end,
        })
      response.on('data', (part: Buffer) => {
        parts.push(part)
        if (leaveAfter === undefined || Buffer.concat(parts).length < leaveAfter) return
        finish('left')
        outgoing.destroy()
      })
      response.on('end', () => finish('complete'))
      response.on('error', () => finish('broken'))
    })
    outgoing.end(typeof body === 'string' ? body : JSON.stringify(body))
  })

interface AskOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Goes away after so many bytes. */
  readonly leaveAfter?: number
  readonly path?: string
}

/** A request that asks for no more than an answer. */
export const says = (content: string, more: object = {}) => ({
  model: 'gpt-4o',
  messages: [{ role: 'user', content }],
  ...more,
})
