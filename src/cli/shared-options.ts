import { dialects } from '../dialects/dialects.ts'
import type { Misuse } from './arguments.ts'
import { didYouMean } from './did-you-mean.ts'

/** `--strictness`; `help` says what is held to it. */
export const strictnessOption = <const T extends string>(help: T) =>
  ({ kind: 'choice', choices: ['practical', 'literal'], help: `${help} (default: practical)` }) as const

/** `--seed` */
export const seedOption = {
  kind: 'integer',
  value: 'number',
  minimum: -(2 ** 31),
  maximum: 2 ** 32 - 1,
  help: 'seed of everything made up (default: 0)',
} as const

/** `--unmatched` where nothing can be passed through. */
export const unmatchedOption = {
  kind: 'choice',
  choices: ['generate', 'error'],
  help: 'what answers when no cue holds (default: generate)',
} as const

/** Where a command listens, and what it prints of the calls that come. */
export const listenerOptions = {
  port: {
    kind: 'integer',
    value: 'number',
    minimum: 0,
    maximum: 65_535,
    default: 4010,
    help: 'where to listen; 0: a free port',
  },
  host: { kind: 'text', value: 'address', default: '127.0.0.1', help: 'the address to listen at' },
} as const

/** `--log` */
export const logOption = {
  kind: 'choice',
  choices: ['pretty', 'json', 'silent'],
  default: 'pretty',
  help: 'how calls are reported',
} as const

/** What `--dialect` may say. */
export const dialectNames: readonly string[] = dialects.map(({ name }) => name)

/** What to say of a dialect that nobody knows. */
export const unknownDialect = (name: string): Misuse => ({
  misuse: `there is no dialect ${name}${didYouMean(name, dialectNames)}`,
})
