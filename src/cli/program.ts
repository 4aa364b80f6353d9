import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** How a program ended: with the exit code that a shell would show, or not started at all. */
export type Ended = { readonly code: number } | { readonly unstarted: string }

/** What a terminal sends to a program and to us alike. */
const fromTerminals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT']
const passedOn: readonly NodeJS.Signals[] = [...fromTerminals, 'SIGTERM', 'SIGHUP']

/** Runs a program on our own input and outputs to its end; it gets the signals that we get. */
export const runProgram = (
  [name = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(name, args, {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
      // Only a shell finds the .cmd files that npm writes there.
      shell: process.platform === 'win32',
    })
    const pass = (signal: NodeJS.Signals): void => {
      if (hasTerminal() && fromTerminals.includes(signal)) return
      child.kill(signal)
    }
    for (const signal of passedOn) process.on(signal, pass)
    const finish = (ended: Ended): void => {
      for (const signal of passedOn) process.off(signal, pass)
      resolve(ended)
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      // A signal that cannot be delivered is no end.
      if (child.pid === undefined) finish({ unstarted: reasonOf(name, error) })
    })
    child.on('exit', (code, signal) =>
      finish({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) }),
    )
  })

const hasTerminal = (): boolean => process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY

const reasonOf = (name: string, { code, message }: NodeJS.ErrnoException): string => {
  if (code === 'ENOENT') return `there is no program ${name}`
  return code === 'EACCES' ? `${name} may not be run` : `${name} cannot be run: ${message}`
}
