import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { ScenarioObject } from '../../options.ts'
import type { Answer, AnswerEvent } from './answer.ts'
import { draftOf } from './draft.ts'
import { changes } from './headers.ts'
import { joinChunks } from './join.ts'
import { differences, replay, type Asked, type Play } from './replay.ts'

/** What a cue does to say an answer again: an action, and how it is sent. */
export type RecordedStep = JsonObject

/** Answers that were there sooner came at once, as far as anybody can tell. */
const noticeable = 10

/**
 * The step that says the answer again, byte for byte, in the form that is best to read: as an author would write it
 * where that gives the same bytes, else as events or text.
 */
export const stepOf = async (
  answer: Answer,
  asked: Asked,
  { play, timing }: { readonly play: Play; readonly timing: boolean },
): Promise<RecordedStep> => {
  const pace = timing ? paceOf(answer) : {}
  for (const said of written(answer)) {
    const step = await exact({ ...said, ...pace }, answer, asked, play)
    if (step !== undefined) return step
  }
  const headers = Object.keys(answer.headers).length > 0 ? { headers: answer.headers } : {}
  const { times: _times, ...rest } = isJsonObject(pace['stream']) ? pace['stream'] : {}
  const step = {
    recorded: recordedOf(answer),
    ...headers,
    ...(answer.events === undefined ? { ...pace, ...rest } : pace),
  }
  const { body } = await replay(play(scenarioOf(step)), asked)
  return Buffer.compare(body, answer.body) === 0 ? step : { ...step, recorded: bytesOf(answer) }
}

/** Forms in which an author would say it. */
const written = (answer: Answer): readonly JsonObject[] => {
  const { status, value, events, cut } = answer
  if (cut !== undefined) return []
  if (events !== undefined) {
    const chunks = events.flatMap(({ value: chunk }) => (chunk === undefined ? [] : [chunk]))
    // The last event is no chunk; a stream with other texts in it has no such form.
    if (status !== 200 || chunks.length < events.length - 1 || chunks.some((chunk) => !('choices' in chunk))) return []
    const reply = draftOf(joinChunks(chunks))
    return [{ reply }, { reply, stream: { chunk: 'word' } }, { reply, stream: { chunk: 'character' } }]
  }
  if (value === undefined) return []
  if (status === 200) return Array.isArray(value['choices']) ? [{ reply: draftOf(value) }] : []
  const { error } = value
  if (!isJsonObject(error) || status < 400) return []
  const { type, code, message, param } = error
  return [{ error: { status, ...present({ type, code, message, param }) } }]
}

const present = (members: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(members).filter(([, member]) => typeof member === 'string'))

/** The step with the headers that it lacks, if it then says the answer and nothing else. */
const exact = async (step: JsonObject, answer: Answer, asked: Asked, play: Play): Promise<RecordedStep | undefined> => {
  const bare = await attempt(step, asked, play)
  if (bare === undefined || Buffer.compare(bare.body, answer.body) !== 0) return undefined
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name, value]) => changes(name) || bare.headers[name] !== value),
  )
  const dressed = Object.keys(headers).length === 0 ? step : { ...step, headers }
  const replayed = await attempt(dressed, asked, play)
  return replayed !== undefined && differences(answer, replayed).length === 0 ? dressed : undefined
}

/** What the step says; nothing when it cannot be played, or is found fault with. */
const attempt = async (step: JsonObject, asked: Asked, play: Play) => {
  try {
    const replayed = await replay(play(scenarioOf(step)), asked)
    const isClean = replayed.cue !== undefined && replayed.warnings.length === 0 && replayed.findings === 0
    return isClean ? replayed : undefined
  } catch {
    // A service may say what no author can write.
    return undefined
  }
}

/** The scenario schema has the last word on what is in it. */
const scenarioOf = (step: JsonObject): ScenarioObject => ({ cuecard: 1, cues: [step] })

const paceOf = ({ delay, events }: Answer): JsonObject => {
  const times = (events ?? []).map(({ time }) => time)
  const last = Math.max(delay, times.at(-1) ?? 0)
  if (last < noticeable) return {}
  return {
    ...(delay > 0 && { delay: `${delay}ms` }),
    ...(times.length > 0 && { stream: { times: withoutTail(times).map((time) => `${time}ms`) } }),
  }
}

/** What comes with the last one needs no time of its own. */
const withoutTail = (times: readonly number[]): readonly number[] =>
  times.slice(0, times.indexOf(times.at(-1) ?? 0) + 1)

const recordedOf = (answer: Answer): JsonObject => {
  const { status, text, events, cut } = answer
  const head = { ...(status !== 200 && { status }), ...(cut !== undefined && { cut }) }
  if (text === undefined) return bytesOf(answer)
  if (events === undefined || events.length === 0) return { ...head, body: text }
  const envelope = envelopeOf(events)
  return {
    ...head,
    ...(Object.keys(envelope).length > 0 && { envelope }),
    events: events.map(({ text, value }): Json => (value === undefined ? text : within(value, envelope))),
  }
}

const bytesOf = ({ status, body, cut }: Answer): JsonObject => ({
  ...(status !== 200 && { status }),
  ...(cut !== undefined && { cut }),
  base64: Buffer.from(body).toString('base64'),
})

/** The members with which every event begins, up to the first that says something of its own. */
const envelopeOf = (events: readonly AnswerEvent[]): JsonObject => {
  const [first, ...others] = events.flatMap(({ value }) => (value === undefined ? [] : [Object.entries(value)]))
  if (first === undefined) return {}
  const isShared = ([name, value]: readonly [string, Json | undefined], at: number): boolean =>
    !own.has(name) &&
    others.every((entries) => entries[at]?.[0] === name && JSON.stringify(entries[at][1]) === JSON.stringify(value))
  const count = first.findIndex((entry, at) => !isShared(entry, at))
  return Object.fromEntries(count === -1 ? first : first.slice(0, count))
}

const own: ReadonlySet<string> = new Set(['choices', 'usage', 'obfuscation', 'error', 'delta'])

const within = (value: JsonObject, envelope: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).slice(Object.keys(envelope).length))
