import { parseArgs } from 'node:util'
import { didYouMean } from './did-you-mean.ts'

/** An option of a command, by its kind. Its name is the key it stands under; `help` is its line in `--help`. */
export type Option = FlagOption | TextOption | TextsOption | IntegerOption | ChoiceOption

interface FlagOption {
  readonly kind: 'flag'
  readonly short?: string
  readonly help: string
}

interface TextOption {
  readonly kind: 'text'
  /** What stands for the value in `--help`. */
  readonly value: string
  readonly default?: string
  readonly help: string
}

/** May be given several times. */
interface TextsOption {
  readonly kind: 'texts'
  readonly value: string
  readonly help: string
}

interface IntegerOption {
  readonly kind: 'integer'
  readonly value: string
  readonly minimum: number
  readonly maximum: number
  readonly default?: number
  readonly help: string
}

interface ChoiceOption {
  readonly kind: 'choice'
  readonly choices: readonly string[]
  readonly default?: string
  readonly help: string
}

export type OptionSet = Readonly<Record<string, Option>>

/** What a command gets for its options: complete, converted, defaults filled in. */
export type Values<T extends OptionSet> = { readonly [Name in keyof T]: ValueOf<T[Name]> }

type ValueOf<T extends Option> = T extends FlagOption
  ? boolean
  : T extends TextsOption
    ? readonly string[]
    : Single<T> | (T extends { readonly default: unknown } ? never : undefined)
type Single<T extends Option> = T extends IntegerOption
  ? number
  : T extends ChoiceOption
    ? T['choices'][number]
    : string

/** Says what is wrong with the command line, and what to write instead. */
export interface Misuse {
  readonly misuse: string
}

/** A command line, read. */
export interface Arguments<T extends OptionSet> {
  readonly values: Values<T>
  readonly operands: readonly string[]
  /** How many of the operands stand in front of `--`; undefined without one. */
  readonly split: number | undefined
}

/** The command line read with a command's options; the first thing that is wrong with it, if anything is. */
export const parseArguments = <const T extends OptionSet>(
  options: T,
  args: readonly string[],
): Arguments<T> | Misuse => {
  const { tokens } = parseArgs({ args: [...args], options: optionsOf(options), strict: false, tokens: true })
  const values = defaultsOf(options)
  const operands: string[] = []
  let split: number | undefined
  for (const token of tokens) {
    if (token.kind === 'option-terminator') split = operands.length
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (option === undefined) {
      const known = Object.keys(options).map((name) => `--${name}`)
      return { misuse: `unknown option ${token.rawName}${didYouMean(token.rawName, known)}` }
    }
    const read = readValue(option, token.rawName, token.value, token.inlineValue === true)
    if ('misuse' in read) return read
    values.set(token.name, option.kind === 'texts' ? [values.get(token.name), read.value].flat() : read.value)
  }
  // The loop has put there what ValueOf says for each kind.
  return { values: Object.fromEntries(values) as Values<T>, operands, split }
}

const optionsOf = (options: OptionSet): Record<string, { type: 'boolean' | 'string'; short?: string }> =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      option.kind === 'flag'
        ? { type: 'boolean', ...(option.short === undefined ? {} : { short: option.short }) }
        : { type: 'string' },
    ]),
  )

const defaultsOf = (options: OptionSet): Map<string, unknown> =>
  new Map(Object.entries(options).map(([name, option]) => [name, defaultOf(option)]))

const defaultOf = (option: Option): unknown => {
  if (option.kind === 'flag') return false
  return option.kind === 'texts' ? [] : option.default
}

const readValue = (
  option: Option,
  name: string,
  text: string | undefined,
  inline: boolean,
): { readonly value: unknown } | Misuse => {
  if (option.kind === 'flag') return text === undefined ? { value: true } : { misuse: `${name} takes no value` }
  // `--port --host` is a forgotten value; `--seed -1` and `--api-key=--x` are meant.
  if (text === undefined || (!inline && text.startsWith('--'))) return { misuse: `${name} needs a value` }
  switch (option.kind) {
    case 'integer': {
      const number = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
      if (number >= option.minimum && number <= option.maximum) return { value: number }
      return { misuse: `${name} is "${text}": write a whole number from ${option.minimum} to ${option.maximum}` }
    }
    case 'choice':
      if (option.choices.includes(text)) return { value: text }
      return { misuse: `${name} is "${text}": write ${option.choices.join(' or ')}` }
    case 'text':
    case 'texts':
      return { value: text }
  }
}
