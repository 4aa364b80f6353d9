import type { Cue } from '../core/scenario.ts'

/** Under which name the plays of a cue are counted. */
type KeyOf = (cue: Cue) => string

/** Numbers cues as they come, each once. */
export const createKeys = (): KeyOf => {
  const keys = new WeakMap<Cue, string>()
  let count = 0
  return (cue) => {
    let key = keys.get(cue)
    if (key === undefined) keys.set(cue, (key = `cue ${(count += 1)}`))
    return key
  }
}
