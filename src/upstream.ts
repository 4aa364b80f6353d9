import type { Incoming } from './core/incoming.ts'
import type { PassedReply } from './core/reply.ts'
import type { Cue } from './core/scenario.ts'
import { locate } from './dialects/locate.ts'
import type { Rooms } from './rooms.ts'

/** Leads a call on to the upstream, if that speaks the call's dialect; else to where its client sent it. */
export const passedOn = ({ options: { upstream }, dialect }: Rooms, incoming: Incoming): PassedReply => {
  const { dialect: spoken, path } = locate(incoming, dialect)
  if (upstream === undefined || spoken !== dialect || path === undefined) return { passthrough: true }
  return { passthrough: true, target: `${upstream}${path}${incoming.query === '' ? '' : `?${incoming.query}`}` }
}

/** What asks for an upstream that the options do not name; undefined when nothing does. */
export const missesUpstream = ({ options, scenarios }: Rooms): string | undefined => {
  if (options.upstream !== undefined) return undefined
  if (options.onUnmatched === 'passthrough') return "onUnmatched is 'passthrough'"
  if (options.onUnserved === 'passthrough') return "onUnserved is 'passthrough'"
  const cue = scenarios.all.flatMap(({ cues }) => cues).find(passes)
  return cue === undefined ? undefined : `the cue "${cue.name}" passes calls through`
}

const passes = ({ action }: Cue): boolean =>
  action.name === 'passthrough' || action.parts?.some((part) => part.step.name === 'passthrough') === true
