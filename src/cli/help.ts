import type { Option, OptionSet } from './arguments.ts'
import type { Command } from './command.ts'

/** What `cuecard --help` prints. */
export const helpOfAll = (commands: Readonly<Record<string, { readonly summary: string }>>): string =>
  [
    'cuecard, a stand-in for services that speak the Chat Completions API',
    '',
    'Usage: cuecard <command> [options]',
    '',
    ...table(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
    '',
    ...table([
      ['-h, --help', 'print this help, or with a command the help of that command'],
      ['-v, --version', 'print the version'],
    ]),
  ].join('\n')

/** What `cuecard <command> --help` prints. */
export const helpOf = (name: string, summary: string, { operands, options }: Command): string =>
  [
    `Usage: cuecard ${name} ${withOptions(operands.usage)}`,
    '',
    summary,
    '',
    ...(operands.usage === '' ? [] : [...table([[operands.usage, operands.help]]), '']),
    ...table(optionRows(options)),
  ].join('\n')

/** What stands behind `--` is not for us. */
const withOptions = (usage: string): string => {
  if (usage.includes(' -- ')) return usage.replace(' -- ', ' [options] -- ')
  return usage === '' ? '[options]' : `${usage} [options]`
}

const optionRows = (options: OptionSet): [string, string][] =>
  Object.entries(options).map(([name, option]) => [signature(name, option), `${option.help}${defaultNote(option)}`])

const signature = (name: string, option: Option): string => {
  switch (option.kind) {
    case 'flag':
      return `${option.short === undefined ? '' : `-${option.short}, `}--${name}`
    case 'choice':
      return `--${name} ${option.choices.join('|')}`
    case 'text':
    case 'texts':
    case 'integer':
      return `--${name} <${option.value}>`
  }
}

const defaultNote = (option: Option): string =>
  'default' in option && option.default !== undefined ? ` (default: ${option.default})` : ''

const table = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
