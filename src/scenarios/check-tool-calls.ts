import type { Finding } from '../core/errors.ts'
import { isJsonObject, type Json } from '../core/json.ts'
import { similarTo } from '../core/nearest.ts'
import type { Cue, Scenario, Step } from '../core/scenario.ts'
import { findingAt } from './check-reach.ts'

/** Cues that wait for the result of a tool call whose id no cue issues. Where code writes replies, or a service did, nothing can be told. */
export const checkToolCalls = (scenarios: readonly Scenario[]): readonly Finding[] => {
  const cues = scenarios.flatMap((scenario) => scenario.cues)
  const steps = cues.flatMap(({ action }) => stepsOf(action))
  if (steps.some(({ name, value }) => typeof value === 'function' || name === 'passthrough' || name === 'recorded'))
    return []
  const issued = [...new Set(steps.flatMap(({ value }) => idsIn(typeof value === 'function' ? null : value)))]
  const isIssued = matcherOf(issued)
  return cues.flatMap((cue) =>
    waitedFor(cue)
      .filter((ids) => !ids.some(isIssued))
      .map((ids) => findingAt(cue, 'warning', 'unknown-tool-call-id', messageOf(cue, ids, issued))),
  )
}

const stepsOf = (step: Step): readonly Step[] => [step, ...(step.parts ?? []).flatMap((part) => stepsOf(part.step))]

/** The ids of all tool calls in a draft, wherever its choices have them. */
const idsIn = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(idsIn)
  if (!isJsonObject(value)) return []
  const { tool_calls: calls, choices, message } = value
  const own = (Array.isArray(calls) ? calls : []).map((call: Json) => (isJsonObject(call) ? call['id'] : undefined))
  return [...own.filter((id) => typeof id === 'string'), ...idsIn(choices ?? null), ...idsIn(message ?? null)]
}

/** Ids with templates in them may become many. */
const matcherOf = (issued: readonly string[]): ((id: string) => boolean) => {
  const exact = new Set(issued)
  const patterns = issued
    .filter((id) => id.includes('{{'))
    .map(
      (id) =>
        new RegExp(
          `^${id
            .split(/\{\{.*?\}\}/s)
            .map(escaped)
            .join('[^]*')}$`,
        ),
    )
  return (id) => exact.has(id) || patterns.some((pattern) => pattern.test(id))
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

/** For each of a cue's tests the ids of which one must have been answered; none for tests that many ids satisfy. */
const waitedFor = ({ when }: Cue): readonly (readonly string[])[] => {
  const asked = when?.['tool_call_id']
  return (Array.isArray(asked) ? asked : [asked]).flatMap((one: Json | undefined): readonly (readonly string[])[] => {
    if (typeof one === 'string') return [[one]]
    const ids = isJsonObject(one) ? one['one_of'] : undefined
    return Array.isArray(ids) ? [ids.filter((id) => typeof id === 'string')] : []
  })
}

const messageOf = ({ name }: Cue, ids: readonly string[], issued: readonly string[]): string => {
  const [id = ''] = ids
  const [nearest] = similarTo(id, issued, 1)
  const hint =
    nearest === undefined ? 'write it under `tool_calls` of the cue that calls' : `did you mean "${nearest}"?`
  return `cue "${name}" waits for the tool call ${ids.map((one) => `"${one}"`).join(' or ')}, which no cue issues: ${hint}`
}
