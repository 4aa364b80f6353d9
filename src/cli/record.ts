import { setTimeout } from 'node:timers/promises'
import { listen } from '../adapters/node.ts'
import { createProxy } from '../adapters/record/proxy.ts'
import { openRecorder, type RecordEvent, type Summary } from '../adapters/record/recorder.ts'
import { findPatternProblem, toRegex } from '../scenarios/pattern.ts'
import { complain, defineCommand, exitCode, print } from './command.ts'
import { echoOfSignal, interruption } from './interruption.ts'
import { formatCall, mayColour, printable, type LogFormat } from './log.ts'
import { count } from './reload.ts'
import { listenerOptions, logOption } from './shared-options.ts'

/** `cuecard record` */
export const record = defineCommand({
  operands: { usage: '', help: '', most: 0 },
  options: {
    target: { kind: 'text', value: 'url', help: 'the service to record, such as https://api.openai.com/v1' },
    out: { kind: 'text', value: 'file', help: 'the scenario file to add to, .yaml or .json; made if it is not there' },
    ...listenerOptions,
    dialect: { kind: 'text', value: 'name', default: 'openai', help: 'what the service speaks' },
    redact: {
      kind: 'texts',
      value: 'pattern',
      help: 'what else is not written, beside keys, cookies and organizations; may be given several times',
    },
    timing: {
      kind: 'choice',
      choices: ['keep', 'drop'],
      default: 'keep',
      help: 'whether replays take as long as the service did',
    },
    log: logOption,
  },
  run: async ({ target, out, port, host, dialect, redact, timing, log }) => {
    const misuse = findMisuse(target, out, redact)
    if (target === undefined || out === undefined || misuse !== undefined) return { misuse: misuse ?? '' }
    const proxy = createProxy(target, dialect)
    const recorder = await openRecorder({
      file: out,
      dialect,
      redact: redact.map(globalRegex),
      timing: timing === 'keep',
      clock: proxy.clock,
      onEvent: (event) => tell(event, log),
    })
    const listener = await listen(proxy, { port, host, tap: (incoming) => recorder.tap(incoming) })
    const interrupted = interruption()
    greet(listener.baseUrl, target, out, log)
    const colours = mayColour(process.stdout, process.env)
    if (log !== 'silent') proxy.onCall((entry) => print(formatCall(entry, log, colours)))
    await interrupted
    // npm passes on a Ctrl-C that the terminal has sent to us too; it would kill a process that is just taking leave.
    await Promise.all([listener.close(), setTimeout(echoOfSignal)])
    const summary = await recorder.close()
    sumUp(summary, log)
    return summary.differences.length === 0 ? exitCode.clean : exitCode.findings
  },
})

const findMisuse = (
  target: string | undefined,
  out: string | undefined,
  redact: readonly string[],
): string | undefined => {
  const url = target === undefined ? null : URL.parse(target)
  if (target === undefined) return '--target is missing: write the base URL of the service to record'
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '')
    return '--target is no base URL: write one like https://api.openai.com/v1, without a query; keys come with the calls'
  if (out === undefined) return '--out is missing: write the scenario file to record into'
  if (!/\.(?:ya?ml|json)$/.test(out)) return `--out is "${out}": write a file that ends in .yaml, .yml or .json`
  for (const pattern of redact) {
    const found = findPatternProblem(pattern)
    if (found !== undefined) return `--redact ${JSON.stringify(pattern)} ${found.problem}`
  }
  return undefined
}

/** As scenarios write them: `\d{16}`, or `/name/i` with flags. Every place counts, not only the first. */
const globalRegex = (text: string): RegExp => {
  const pattern = toRegex(text)
  if ('problem' in pattern) throw new RangeError(pattern.problem)
  return new RegExp(pattern.regex, `${pattern.regex.flags}g`)
}

const greet = (baseUrl: string, target: string, file: string, log: LogFormat): void => {
  if (log === 'silent') return
  if (log === 'json') return print(JSON.stringify({ event: 'listening', base_url: baseUrl, target, file }))
  print(`cuecard passes calls on from ${baseUrl} to ${printable(target)}`)
  print(`and records them in ${printable(file)}; Ctrl-C ends it`)
  print(`Try:\n  OPENAI_BASE_URL=${baseUrl} your-app`)
}

const tell = (event: RecordEvent, log: LogFormat): void => {
  if (log === 'silent') {
    if (event.kind === 'problem') complain(`cuecard: ${event.message}`)
    return
  }
  if (log === 'json') {
    const { kind, ...facts } = event
    return print(JSON.stringify({ event: kind, ...facts }))
  }
  switch (event.kind) {
    case 'recorded':
      return print(
        `  recorded as "${printable(event.cue)}"${event.nth === 0 ? '' : `, play ${event.nth + 1}`} (${event.status}, ${count(event.bytes, 'byte')})`,
      )
    case 'skipped':
      return print(`  not recorded: ${printable(event.path)}: ${event.reason}`)
    case 'problem':
      return complain(`cuecard: ${printable(event.message)}`)
  }
}

const sumUp = ({ file, recorded, differences }: Summary, log: LogFormat): void => {
  if (log === 'json') return print(JSON.stringify({ event: 'closed', file, recorded, differences }))
  for (const { cue, differences: found } of differences)
    complain(`cuecard: "${printable(cue)}": ${found.map(printable).join('; ')}`)
  if (log === 'silent') return
  const same =
    differences.length === 0 ? 'and replayed without a difference' : 'and not all of them replayed as they were'
  print(
    recorded === 0 ? 'Nothing was recorded.' : `${count(recorded, 'call')} recorded in ${printable(file)}, ${same}.`,
  )
}
