import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

export const root = join(import.meta.dirname, '../..')
const bin = join(root, 'src/cli/cuecard.ts')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const start = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(process.execPath, [bin, ...args], { cwd: root, env: { ...process.env, ...environment } })

/** Runs `cuecard` from its sources to its end. */
export const cuecard = (...args: readonly string[]): Promise<Ended> => cuecardWithInput('', ...args)

/** The same with a text on its standard input. */
export const cuecardWithInput = async (input: string, ...args: readonly string[]): Promise<Ended> => {
  const child = start(args)
  child.stdin!.end(input)
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'close')])
  return { code: child.exitCode, stdout, stderr }
}

export interface Served {
  readonly baseUrl: string
  /** The lines of start-up. */
  readonly greeting: readonly string[]
  /** The next line that it prints. */
  nextLine(): Promise<string>
  /** The next that it prints on the standard error. */
  nextComplaint(): Promise<string>
  signal(signal: NodeJS.Signals): void
  /** The exit code as a shell shows it: 130 also for a process that SIGINT killed, as one in the middle of its exit may be. */
  ended(): Promise<number>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts `cuecard serve` on a free port and waits until it says where it answers. */
export const served = async (...args: readonly string[]): Promise<Served> => {
  const child = start(['serve', '--port', '0', ...args])
  const closed = once(child, 'close')
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  const nextLine = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (done === true) throw new Error(`cuecard ended: ${String(await complaint)}`)
    return value
  }
  const complaint = once(child.stderr!, 'data')
  const greeting: string[] = []
  do greeting.push(await nextLine())
  while (!/curl|"listening"/.test(greeting.at(-1) ?? ''))
  return {
    baseUrl: /http:\/\/[^"\s]+\/v1/.exec(greeting.join('\n'))?.[0] ?? '',
    greeting,
    nextLine,
    nextComplaint: async () => String(await complaint),
    signal: (signal) => child.kill(signal),
    ended: async () => {
      await closed
      return child.exitCode ?? 128 + (child.signalCode === null ? 0 : constants.signals[child.signalCode])
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await closed
    },
  }
}
