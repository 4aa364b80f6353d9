import { readFile, rename } from 'node:fs/promises'
import type { SavedScope, StateKeeper } from '../core/collections.ts'
import { realClock } from '../core/clock.ts'
import { CuecardError } from '../core/errors.ts'
import { replaceFile } from './replace-file.ts'
import { parseState, printState } from './state-text.ts'

/** Stored completions in a file, for `createCuecard({ state })`. */
export interface StateFile extends StateKeeper {
  /** Writes what is not written yet; call it before the process ends. */
  flush(): Promise<void>
}

export interface StateOptions {
  /** Told when a damaged file was set aside or could not be written. Default: a warning of the process. */
  readonly onProblem?: (message: string) => void
}

// Captured at import, so that fake timers installed later by a user's tests freeze nothing here.
const { setTimeout, clearTimeout } = globalThis

/** Changes are collected for so many milliseconds before they are written; for ten times as long as the last write took, if that is more. */
const patience = 200

/**
 * Opens a state file; one that is not there yet is made. A damaged one is renamed (`….damaged-…`) and reported.
 * Rejects with a `CuecardError` when the file is of a later version or cannot be read or written.
 *
 * @example
 * const state = await openState('state.json')
 * const cuecard = createCuecard({ state })
 * await state.flush()
 */
export const openState = async (file: string, options: StateOptions = {}): Promise<StateFile> => {
  const { onProblem = (message) => process.emitWarning(message) } = options
  const saved = await load(file, onProblem)
  let read: (() => Promise<readonly SavedScope[]>) | undefined
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let pause = patience

  const save = async (): Promise<void> => {
    const readNow = read
    if (readNow === undefined) return
    read = undefined
    const startedAt = realClock.now()
    try {
      await replaceFile(file, printState(await readNow()))
    } catch (error) {
      // Not lost yet: the next change, or the end of the process, tries again.
      read ??= readNow
      onProblem(`cannot write ${file}: ${reasonOf(error)}`)
    }
    pause = Math.max(patience, 10 * (realClock.now() - startedAt))
  }
  const saveInTurn = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    return (writing = writing.then(save))
  }

  return {
    saved,
    changed: (readLater) => {
      read = readLater
      timer ??= setTimeout(() => void saveInTurn(), pause)
    },
    flush: saveInTurn,
  }
}

const load = async (file: string, onProblem: (message: string) => void): Promise<readonly SavedScope[]> => {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (!isMissing(error)) throw unusable(file, error)
    // Whether it can be written shows here, not when there is something to lose.
    await replaceFile(file, printState([])).catch((cause: unknown) => {
      throw unusable(file, cause)
    })
    return []
  }
  const state = await parseState(text)
  if ('version' in state)
    throw new CuecardError(
      'bad_state',
      `${file} is of version ${state.version}, which a later cuecard wrote: use that one, or another file`,
    )
  if ('scopes' in state) return state.scopes
  const aside = `${file}.damaged-${new Date(realClock.now()).toISOString().replaceAll(/\D/g, '')}`
  await rename(file, aside).catch((cause: unknown) => {
    throw unusable(file, cause)
  })
  onProblem(`${file} is damaged (${state.damage}): it is kept as ${aside}, and nothing is read from it`)
  return []
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const unusable = (file: string, cause: unknown): CuecardError =>
  new CuecardError('bad_state', `cannot keep state in ${file}: ${reasonOf(cause)}`, { cause })

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
