import { createCuecard, type Scope } from '../../cuecard.ts'
import type { CuecardOptions } from '../../options.ts'
import { listen, type Listener } from '../node.ts'
import { journalFolder, keepJournal } from './journal-file.ts'
import { connect, type RemoteScope } from './remote.ts'

/** A listener of another process. */
export interface Elsewhere {
  /** Where it listens: `http://127.0.0.1:4010`. */
  readonly url: string
  /** What it was given as its control token. */
  readonly token?: string
}

/** What a cuecard is made with, or where one listens that tests share. */
export type StageOptions = CuecardOptions | Elsewhere

/** A cuecard that tests play on, each in a scope of its own. */
export interface Stage<View = Scope | RemoteScope> {
  scope(name: string): View
  /** What clients take as their base URL; listens when it is first asked for. */
  baseUrl(): Promise<string>
  /** Says that a test means what it has broken: keys of breaches. */
  claim(keys: readonly string[]): void
  close(): Promise<void>
}

/** The stages of a worker: one for each set of options, kept until the worker is done. */
export interface Stages {
  of(options: StageOptions): Stage
  close(): Promise<void>
}

export const createStages = (): Stages => {
  const stages = new Map<StageOptions, Stage>()
  return {
    of: (options) => {
      const known = stages.get(options)
      if (known !== undefined) return known
      const stage = 'url' in options ? elsewhere(options) : here(options)
      stages.set(options, stage)
      return stage
    },
    close: async () => {
      await Promise.all([...stages.values()].map((stage) => stage.close()))
      stages.clear()
    },
  }
}

const here = (options: CuecardOptions): Stage => {
  const cuecard = createCuecard(options)
  const folder = journalFolder()
  const journal = folder === undefined ? undefined : keepJournal(cuecard, folder)
  let listening: Promise<Listener> | undefined
  return {
    scope: (name) => cuecard.scope(name),
    baseUrl: async () => (await (listening ??= listen(cuecard, { port: 0 }))).baseUrl,
    claim: (keys) => journal?.claim(keys),
    close: async () => {
      await (await listening)?.close()
      journal?.close()
    },
  }
}

const elsewhere = ({ url, token }: Elsewhere): Stage => {
  const { scope, baseUrl } = connect(url, token === undefined ? {} : { token })
  // The listener itself is watched by whoever has started it.
  return { scope, baseUrl: () => Promise.resolve(baseUrl), claim: () => undefined, close: () => Promise.resolve() }
}
