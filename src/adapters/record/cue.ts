import type { Call } from '../../core/call.ts'
import { canonicalText, isJsonObject, type JsonObject } from '../../core/json.ts'
import { dialectNamed } from '../../dialects/dialects.ts'
import { chatCompletions } from '../../endpoints/chat-completions/endpoint.ts'
import { compileCondition, createView } from '../../scenarios/condition.ts'
import { conditionOf } from './condition.ts'
import type { Asked } from './replay.ts'
import { playsBefore, takesMore, type ScenarioText } from './scenario-text.ts'
import type { RecordedStep } from './step.ts'

/** Where a recording went: the cue, and how often that is played before it. */
export interface Placed {
  readonly cue: string
  readonly nth: number
}

/**
 * Puts a recording into a scenario: behind those of the same request, as a step of their cue; else as a cue of its own, in front of the
 * first one that would answer instead.
 */
export const place = (text: ScenarioText, asked: Asked, step: RecordedStep, dialect: string): Placed => {
  const { cues } = text
  const request = canonicalText(asked.body)
  const same = cues.findIndex(
    ({ example, ...cue }) => isJsonObject(example) && takesMore(cue) && canonicalText(example) === request,
  )
  const known = cues[same]
  if (known !== undefined) {
    text.append(same, step)
    return { cue: nameOf(known, same), nth: playsBefore(known) }
  }
  const rivals = cues.flatMap(({ example }) => (isJsonObject(example) ? [example] : []))
  const others = rivals.filter((rival) => canonicalText(rival) !== request)
  const taker = cues.findIndex((cue) => answers(cue, asked, dialect))
  const name = freshName(titleOf(asked.body, step), new Set(cues.map(nameOf)))
  text.insert(taker === -1 ? cues.length : taker, {
    name,
    when: conditionOf(asked.body, others),
    ...step,
    example: asked.body,
  })
  return { cue: name, nth: 0 }
}

const nameOf = ({ name }: JsonObject, index: number): string => (typeof name === 'string' ? name : `cue ${index + 1}`)

const freshName = (name: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name} ${number}`)) number++
  return `${name} ${number}`
}

const longestTitle = 60

/** What the call was about, in a few words. */
const titleOf = (request: JsonObject, step: RecordedStep): string => {
  const { user, tool, last, model, stream } = chatCompletions.facts(request)
  const said = ((last === 'tool' ? tool : user) ?? '').replaceAll(/[\s\p{C}]+/gu, ' ').trim()
  const title =
    said.length > longestTitle ? `${said.slice(0, longestTitle - 1).replace(/[\ud800-\udbff]$/, '')}…` : said
  const { recorded, error } = step
  const [status] = [recorded, error].flatMap((action) => (isJsonObject(action) ? [action['status']] : []))
  const notes = [...(stream ? ['streamed'] : []), ...(typeof status === 'number' ? [String(status)] : [])]
  return [title === '' ? model || 'request' : title, ...(notes.length > 0 ? [`(${notes.join(', ')})`] : [])].join(' ')
}

/** Whether a cue would answer a request that no cue above it takes; what its schema of the body says is not asked. */
const answers = ({ when }: JsonObject, { path, query, headers, body }: Asked, dialect: string): boolean => {
  const spoken = dialectNamed(dialect)
  if (!isJsonObject(when) || spoken === undefined) return true
  const call: Call = {
    ordinal: 1,
    scope: 'record',
    method: 'POST',
    path,
    query,
    headers,
    dialect: spoken,
    endpoint: chatCompletions,
    params: {},
    body,
    at: 0,
    facts: chatCompletions.facts(body),
  }
  const view = createView(call)
  return compileCondition(when).tests.every((test) => test.holds(view))
}
