import { watch, type FSWatcher } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Scenario } from '../core/scenario.ts'
import { findFiles, findFolders, loadScenarios } from './files.ts'

// Captured at import, so that fake timers installed later by a user's tests freeze nothing here.
const { setTimeout, clearTimeout } = globalThis

/** What came of loading the files again; the error is a `CuecardError` unless the system refused something. */
export type Reload = { readonly scenarios: readonly Scenario[] } | { readonly error: unknown }

export interface WatchOptions {
  /** Where relative paths start. Default: the working directory. */
  readonly cwd?: string
  /** Told once for each change, when the files have been quiet for a moment. What it throws, or rejects with, is told as an error. */
  readonly onReload: (reload: Reload) => void | Promise<void>
}

/** How long files have to be quiet, in milliseconds: editors write in several steps, some by way of another file. */
const quiet = 60

/** After so many changes in a row nobody waits for quiet any more. */
const mostDelays = 20

/** How often folders are looked at that the system does not watch (a network's, too many), in milliseconds. */
const lookAgain = 1_000

/**
 * Watches the files that patterns name, those to come included, and loads all of them again when one is written, renamed, made or removed.
 * Does not keep the process alive. Returns a function that stops it.
 */
export const watchScenarios = async (
  patterns: string | readonly string[],
  { cwd = process.cwd(), onReload }: WatchOptions,
): Promise<() => void> => {
  const watchers = new Map<string, Watched>()
  let isBlind = false
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let delays = 0
  let looking: Promise<void> = Promise.resolve()
  let state = await stateOf(patterns, cwd)

  const wake = (milliseconds: number): void => {
    if (isStopped) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      looking = looking.then(look)
    }, milliseconds)
    timer.unref()
  }
  const onEvent = (): void => {
    if (delays >= mostDelays) return
    delays += 1
    wake(quiet)
  }
  const forget = (folder: string): void => {
    watchers.get(folder)?.watcher.close()
    watchers.delete(folder)
  }
  const watchFolders = async (): Promise<void> => {
    const folders = await findFolders(patterns, cwd)
    if (isStopped) return
    for (const folder of watchers.keys()) if (!folders.includes(folder)) forget(folder)
    isBlind = false
    for (const folder of folders) {
      const identity = await stat(folder).then(
        ({ ino }) => ino,
        () => undefined,
      )
      // A folder that took the place of another by its name is watched by nobody.
      if (watchers.get(folder)?.identity !== identity) forget(folder)
      if (watchers.has(folder) || isStopped) continue
      try {
        const watcher = watch(folder, { persistent: false }, onEvent)
        watcher.on('error', () => {
          forget(folder)
          wake(quiet)
        })
        watchers.set(folder, { watcher, identity })
      } catch {
        // The system watches no more folders, or this one is gone again.
        isBlind = true
      }
    }
  }
  const look = async (): Promise<void> => {
    delays = 0
    await watchFolders()
    const current = await stateOf(patterns, cwd)
    if (isStopped) return
    if (current !== state) {
      state = current
      await reload(patterns, cwd, onReload)
    }
    if (isBlind) wake(lookAgain)
  }

  await watchFolders()
  // Between the first look and the watchers something may have changed.
  wake(quiet)
  return () => {
    isStopped = true
    clearTimeout(timer)
    for (const folder of watchers.keys()) forget(folder)
  }
}

interface Watched {
  readonly watcher: FSWatcher
  /** Of the folder, whatever its name. */
  readonly identity: number | undefined
}

const reload = async (
  patterns: string | readonly string[],
  cwd: string,
  onReload: WatchOptions['onReload'],
): Promise<void> => {
  try {
    await onReload({ scenarios: await loadScenarios(patterns, { cwd }) })
  } catch (error) {
    await onReload({ error })
  }
}

/** Which files there are, and when each was written: another text after any change. */
const stateOf = async (patterns: string | readonly string[], cwd: string): Promise<string> => {
  const files = await findFiles(patterns, cwd).catch((error: unknown) => [String(error)])
  const states = files.map(async (file) => {
    const found = await stat(file).catch(() => undefined)
    return [file, found?.mtimeMs, found?.size, found?.ino].join(' ')
  })
  return (await Promise.all(states)).join('\n')
}
