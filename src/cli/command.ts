import type { Misuse, OptionSet, Values } from './arguments.ts'

/** What a command ends with. `misuse` is a command line that nobody can carry out. */
export const exitCode = { clean: 0, findings: 1, misuse: 2 } as const
export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

/** One thing the command line does. */
export interface Command<T extends OptionSet = OptionSet> {
  /** What stands behind its name, and what that is: `[scenarios…]`. */
  readonly operands: Operands
  readonly options: T
  /**
   * Prints what it has to say and resolves when it is done, with an `ExitCode`, that of the program it was to run, or what is wrong with
   * the command line. `split` is the number of operands in front of `--`. The caller prints misuse and a thrown `CuecardError`.
   */
  run(values: Values<T>, operands: readonly string[], split: number | undefined): Promise<number | Misuse>
}

export interface Operands {
  readonly usage: string
  readonly help: string
  /** How many at most; default: any number. */
  readonly most?: number
}

/** Adds the types of its options to a command. */
export const defineCommand = <const T extends OptionSet>(command: Command<T>): Command<T> => command

/** A line on the standard output. */
export const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** A line on the standard error. */
export const complain = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
