import { formatFinding, isCuecardError } from '../core/errors.ts'
import { parseArguments, type OptionSet } from './arguments.ts'
import { complain, exitCode, print, type Command, type ExitCode } from './command.ts'
import { didYouMean } from './did-you-mean.ts'
import { helpOf, helpOfAll } from './help.ts'
import { readVersion } from './package.ts'

/** The commands; each is loaded when it is called. */
const commands: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  serve: {
    summary: 'Answers over HTTP as scenarios say, and makes up the rest.',
    load: async () => (await import('./serve.ts')).serve,
  },
  check: {
    summary: 'Holds scenarios, their examples and fixtures to the contracts of the service.',
    load: async () => (await import('./check.ts')).check,
  },
  explain: {
    summary: 'Says which cue answers a request, why the others do not, and what a code means.',
    load: async () => (await import('./explain.ts')).explain,
  },
  run: {
    summary: 'Runs a program against a cuecard, and says what it broke, missed and never used.',
    load: async () => (await import('./run.ts')).run,
  },
  portability: {
    summary: 'Says which services would accept a request, what breaks and what they would ignore.',
    load: async () => (await import('./portability.ts')).portability,
  },
  conformance: {
    summary: 'Measures a server: does it refuse what the service refuses, and accept the rest?',
    load: async () => (await import('./conformance.ts')).conformance,
  },
  verify: {
    summary: 'Plays contracts, examples and fixtures against a service and says what differs.',
    load: async () => (await import('./verify.ts')).verify,
  },
  drift: {
    summary: "Compares a dialect's schemas with a provider's OpenAPI document.",
    load: async () => (await import('./drift.ts')).drift,
  },
  record: {
    summary: 'Passes calls on to a service and writes scenarios that say the same again, byte for byte.',
    load: async () => (await import('./record.ts')).record,
  },
  schema: {
    summary: 'Prints a JSON Schema, or the names of all.',
    load: async () => (await import('./schema.ts')).schema,
  },
}

const help = { kind: 'flag', short: 'h', help: 'print this help' } as const
const version = { kind: 'flag', short: 'v', help: 'print the version' } as const

/** Carries out a command line and sets the exit code of the process. */
export const main = async (args: readonly string[]): Promise<void> => {
  // The reader of a pipe may go away (`cuecard schema | head`): nobody is left to print for.
  process.stdout.on('error', () => process.exit())
  process.exitCode = await carryOut(args)
}

const carryOut = async ([name, ...rest]: readonly string[]): Promise<number> => {
  if (name === 'help') return carryOut([...rest.slice(0, 1), '--help'])
  if (name === undefined || name.startsWith('-')) return answerItself(name === undefined ? [] : [name, ...rest])
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry === undefined) {
    return refuse(`unknown command ${name}${didYouMean(name, Object.keys(commands))}`, 'cuecard --help')
  }
  const command = await entry.load()
  const options: OptionSet = { ...command.options, help }
  const parsed = parseArguments(options, rest)
  const usage = `cuecard ${name} --help`
  if ('misuse' in parsed) return refuse(parsed.misuse, usage)
  const { values, operands, split } = parsed
  if (values['help'] === true) return tell(helpOf(name, entry.summary, { ...command, options }))
  const excess = operands[command.operands.most ?? operands.length]
  if (excess !== undefined) return refuse(`${excess} is more than ${name} takes`, usage)
  try {
    const ended = await command.run(values, operands, split)
    return typeof ended === 'number' ? ended : refuse(ended.misuse, usage)
  } catch (error) {
    for (const line of reasonsOf(error)) complain(line)
    return isMisuse(error) ? exitCode.misuse : exitCode.findings
  }
}

/** Nobody can carry out a command line with options that cannot be or files that are not there; files that cannot be used are findings. */
const isMisuse = (error: unknown): boolean => {
  if (!isCuecardError(error)) return missingFile(error) !== undefined
  if (error.code === 'bad_options') return error.findings.every(({ code }) => code === 'bad-option')
  return error.code === 'passthrough_unavailable' || error.code === 'no_files'
}

const missingFile = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error
    ? String(error.path)
    : undefined

/** What the author can do something about, line by line; anything else is our own mistake and keeps its stack. */
const reasonsOf = (error: unknown): readonly string[] => {
  if (isCuecardError(error))
    return error.findings.length === 0 ? [`cuecard: ${error.message}`] : error.findings.map(formatFinding)
  const missing = missingFile(error)
  if (missing !== undefined) return [`cuecard: there is no file ${missing}`]
  // What the system refuses (a host that is not ours, a file that nobody may read) says enough by itself.
  if (error instanceof Error && 'syscall' in error) return [`cuecard: ${error.message}`]
  throw error
}

const answerItself = (args: readonly string[]): ExitCode => {
  const parsed = parseArguments({ help, version }, args)
  if ('misuse' in parsed) return refuse(parsed.misuse, 'cuecard --help')
  if (parsed.values.version) return tell(readVersion())
  if (parsed.values.help) return tell(helpOfAll(commands))
  complain(helpOfAll(commands))
  return exitCode.misuse
}

const tell = (text: string): ExitCode => {
  print(text)
  return exitCode.clean
}

const refuse = (reason: string, usage: string): ExitCode => {
  complain(`cuecard: ${reason}\nSee ${usage}`)
  return exitCode.misuse
}
