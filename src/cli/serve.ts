import module from 'node:module'
import v8 from 'node:v8'
import { setTimeout } from 'node:timers/promises'
import { loadScenarios } from '../adapters/files.ts'
import { listen, type Listener } from '../adapters/node.ts'
import { openState } from '../adapters/state.ts'
import type { Scenario } from '../core/scenario.ts'
import { refuseBadBodies } from '../checks/check-bodies.ts'
import { createCuecard, type Cuecard } from '../cuecard.ts'
import { complain, defineCommand, exitCode, print } from './command.ts'
import { given } from './given.ts'
import { echoOfSignal, interruption } from './interruption.ts'
import { formatCall, mayColour, printable, type LogFormat } from './log.ts'
import { packagePath } from './package.ts'
import { count, createTeller, reloadOnSave } from './reload.ts'
import { rateLimitFlags, rateLimitOf } from './rate-limit.ts'
import { listenerOptions, logOption, seedOption, strictnessOption } from './shared-options.ts'

/** How long open replies may go on after a signal, in milliseconds; a second signal drops them. */
const longestGoodbye = 60_000

/** `cuecard serve [scenarios…]` */
export const serve = defineCommand({
  operands: { usage: '[scenarios…]', help: "files, folders or patterns; without any, cuecard's own examples" },
  options: {
    ...listenerOptions,
    dialect: { kind: 'text', value: 'name', help: 'the dialect of /v1 (default: openai)' },
    strictness: strictnessOption('what requests are held to'),
    seed: seedOption,
    pace: { kind: 'choice', choices: ['instant', 'natural'], help: 'when stream events are sent (default: instant)' },
    unmatched: {
      kind: 'choice',
      choices: ['generate', 'error', 'passthrough'],
      help: 'what answers when no cue holds (default: generate)',
    },
    upstream: { kind: 'text', value: 'url', help: 'the service that calls are passed through to' },
    'api-key': { kind: 'texts', value: 'key', help: 'accept only this key; may be given several times' },
    ...rateLimitFlags,
    'control-token': {
      kind: 'text',
      value: 'token',
      help: 'lets those who send it use /_cuecard/, and nobody else (default: programs of this machine)',
    },
    watch: {
      kind: 'flag',
      help: 'loads the scenarios again when one is saved; what cannot be used is told, and the last ones stay',
    },
    state: { kind: 'text', value: 'file', help: 'keeps stored completions there for the next start' },
    log: logOption,
  },
  run: async (values, operands) => {
    compileLater()
    const patterns = operands.length === 0 ? [packagePath('scenarios')] : operands
    const scenarios = await loadScenarios(patterns)
    await refuseBadBodies(scenarios)
    const { dialect, strictness, seed, pace, unmatched, upstream, 'api-key': keys, 'control-token': token } = values
    const rateLimit = rateLimitOf(values)
    const state = values.state === undefined ? undefined : await openState(values.state, { onProblem: complain })
    const cuecard = createCuecard({
      scenarios,
      ...given({ dialect, strictness, seed, pace, onUnmatched: unmatched, upstream, rateLimit, state }),
      ...(keys.length > 0 && { auth: { keys } }),
    })
    const listener = await listen(cuecard, {
      port: values.port,
      host: values.host,
      ...(token === undefined ? {} : { control: { token } }),
    })
    const interrupted = interruption()
    const teller = createTeller(cuecard, values.log)
    const stopWatching = values.watch ? await reloadOnSave(cuecard, patterns, values.log, teller.again) : undefined
    report(cuecard, listener, scenarios, values.log, keys.length > 0, teller.tell)
    keepCompiled(cuecard)
    void loadAhead()
    await interrupted
    stopWatching?.()
    if (values.log === 'pretty') print('Closing: open replies have a minute to end. Press Ctrl-C again to drop them.')
    // npm passes on a Ctrl-C that the terminal has sent to us too; it would kill a process that is just taking leave.
    await Promise.all([listener.close({ grace: longestGoodbye }), setTimeout(echoOfSignal)])
    await state?.flush()
    return exitCode.clean
  },
})

const report = (
  cuecard: Cuecard,
  { baseUrl, url }: Listener,
  scenarios: readonly Scenario[],
  log: LogFormat,
  needsKey: boolean,
  tellFindings: () => void,
): void => {
  if (log === 'silent') return
  const cues = scenarios.reduce((sum, scenario) => sum + scenario.cues.length, 0)
  if (log === 'json')
    print(JSON.stringify({ event: 'listening', base_url: baseUrl, scenarios: scenarios.length, cues }))
  else {
    const names = scenarios.map((scenario) => `${printable(scenario.name)} (${scenario.cues.length})`).join(', ')
    print(`cuecard answers at ${baseUrl}`)
    print(`${count(cues, 'cue')} in ${count(scenarios.length, 'scenario')}${names === '' ? '' : `: ${names}`}`)
    print(`A page with all of this and the journal: ${url}/`)
    print(`Try:\n  ${curl(baseUrl, needsKey)}`)
  }
  const colours = mayColour(process.stdout, process.env)
  tellFindings()
  cuecard.onCall((entry) => {
    print(formatCall(entry, log, colours))
    tellFindings()
  })
}

/** A key that was given stays out of the terminal and its history. */
const curl = (baseUrl: string, needsKey: boolean): string =>
  [
    `curl ${baseUrl}/chat/completions`,
    `-H "authorization: Bearer ${needsKey ? '$OPENAI_API_KEY' : 'sk-test'}"`,
    "-H 'content-type: application/json'",
    `-d '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello!"}]}'`,
  ].join(' ')

/**
 * V8's middle compiler looks at functions that were called 400 times; compiling all those of a call takes up to 20 MB, which a thousand
 * streams that open at once need not pay.
 */
const compileLater = (): void => v8.setFlagsFromString('--invocation-count-for-maglev=3000')

/** Loads what takes longest before the first call asks for it: paces count from its arrival. */
const loadAhead = async (): Promise<void> => {
  try {
    const { loadTokens } = await import('../generate/tokens/tokens.ts')
    await loadTokens('o200k_base')
  } catch {
    // The call that needs it will say so.
  }
}

/** Writes what makes the next start fast as soon as the first call has loaded everything: servers are often killed. */
const keepCompiled = (cuecard: Cuecard): void => {
  const stop = cuecard.onCall(() => {
    stop()
    setImmediate(() => module.flushCompileCache())
  })
}
