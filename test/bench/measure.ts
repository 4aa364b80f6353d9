/** What one run of something took, in microseconds: the median of many rounds. */
export const measure = async <Input>(
  /** Makes what a round works on, outside the clock: what is remembered by object must not make later runs cheap. */
  prepare: () => Input,
  run: (input: Input) => unknown,
  { perRound = 200, seconds = 0.8 }: { readonly perRound?: number; readonly seconds?: number } = {},
): Promise<number> => {
  const rounds: number[] = []
  const begin = performance.now()
  // A third of the time is for warming up.
  while (rounds.length < 5 || performance.now() - begin < seconds * 1000) {
    const inputs = Array.from({ length: perRound }, prepare)
    const start = performance.now()
    for (const input of inputs) {
      const result = run(input)
      if (result instanceof Promise) await result
    }
    rounds.push(((performance.now() - start) * 1000) / perRound)
  }
  return median(rounds.slice(Math.floor(rounds.length / 3)))
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** A line of the report. */
export interface Row {
  readonly what: string
  readonly microseconds: number
  /** What JSON.parse takes for the same text in the same run. */
  readonly parse?: number
  /** Not to be exceeded, in microseconds. */
  readonly goal?: number
}

/** The rows as a table. */
export const tableOf = (rows: readonly Row[]): string =>
  [['', 'µs', '× JSON.parse', 'goal µs'], ...rows.map(cellsOf)]
    .map(([what = '', ...cells]) => [what.padEnd(52), ...cells.map((cell) => cell.padStart(13))].join('').trimEnd())
    .join('\n')

const cellsOf = ({ what, microseconds, parse, goal }: Row): readonly string[] => [
  what,
  microseconds.toFixed(microseconds < 100 ? 2 : 0),
  parse === undefined ? '' : (microseconds / parse).toFixed(2),
  goal === undefined ? '' : `${goal} ${microseconds <= goal ? 'kept' : 'MISSED'}`,
]
