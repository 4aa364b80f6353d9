import type { Played } from './core/action.ts'
import type { Call } from './core/call.ts'
import type { Cue } from './core/scenario.ts'
import type { Rooms } from './rooms.ts'
import type { Visit } from './visit.ts'
import { isUnknownName, type Choice, type UnknownName } from './scenarios/cues.ts'

/** What is to be said: the error asked for by header, else the cue's, else made up (an empty draft), else a miss. */
export const play = (rooms: Rooms, visit: Visit, call: Call): Played | Promise<Played> => {
  if (visit.controls.error !== undefined) return rooms.cues.playStep(visit.controls.error, call, visit)
  const added = addedCues(rooms, visit)
  const choice = rooms.cues.choose(call, visit, added)
  return choice instanceof Promise
    ? choice.then((chosen) => act(rooms, visit, call, added, chosen))
    : act(rooms, visit, call, added, choice)
}

/** Whether an author has written down what the call is answered with. */
export const isCanned = async (rooms: Rooms, visit: Visit, call: Call): Promise<boolean> => {
  if (visit.controls.error !== undefined) return false
  const choice = await rooms.cues.peek(call, visit, addedCues(rooms, visit))
  return choice !== undefined && !isUnknownName(choice) && choice.cue.action.name === 'reply'
}

const act = (
  rooms: Rooms,
  visit: Visit,
  call: Call,
  added: readonly Cue[],
  choice: Choice,
): Played | Promise<Played> => {
  if (choice === undefined) return unmatched(rooms, visit, call, added)
  if (isUnknownName(choice))
    return { kind: 'error', error: visit.error('no_matching_cue', { explanation: explainName(choice) }) }
  visit.cue = choice.cue
  visit.seed = choice.scenario?.seed ?? visit.seed
  count(visit.scope.played, choice.cue)
  count(rooms.everywhere.played, choice.cue)
  return rooms.cues.play(choice, call, visit)
}

const count = (played: Map<Cue, number>, cue: Cue): void => {
  played.set(cue, (played.get(cue) ?? 0) + 1)
}

const unmatched = (rooms: Rooms, visit: Visit, call: Call, added: readonly Cue[]): Played | Promise<Played> => {
  switch (rooms.options.onUnmatched) {
    case 'generate':
      visit.generated = true
      return { kind: 'draft', draft: {} }
    case 'passthrough':
      return { kind: 'passthrough' }
    case 'error':
      return missed(rooms, visit, call, added)
  }
}

const missed = async (rooms: Rooms, visit: Visit, call: Call, added: readonly Cue[]): Promise<Played> => {
  const explanation = await rooms.cues.explainMiss(call, visit.counters, added)
  visit.warn(`no cue answers. ${explanation}`)
  return { kind: 'error', error: visit.error('no_matching_cue', { explanation }) }
}

/** The cues put in front of the scenarios' for a call: its scope's, then everybody's. */
export const addedCues = ({ everywhere }: Rooms, { scope }: Visit): readonly Cue[] => {
  if (scope.added.length === 0) return everywhere.added
  return everywhere.added.length === 0 ? scope.added : [...scope.added, ...everywhere.added]
}

const explainName = ({ unknown, name, nearest }: UnknownName): string =>
  `There is no ${unknown} "${name}"${nearest.length === 0 ? '' : `; did you mean ${nearest.map((near) => `"${near}"`).join(' or ')}?`}`
