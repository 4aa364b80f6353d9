import { access, constants, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { formatFinding, isCuecardError } from '../../core/errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Cuecard } from '../../cuecard.ts'
import { readScenarioFile } from '../../scenario-file.ts'
import { decode, isEncoded } from '../../wire/decode.ts'
import { removeLeftovers, replaceFile } from '../replace-file.ts'
import { toAnswer, type Answer } from './answer.ts'
import { place, type Placed } from './cue.ts'
import type { RecorderOptions, Summary } from './recorder.ts'
import { redactValue } from './redact-value.ts'
import type { Redactor } from './redactor.ts'
import { createPlayer, differences, digestOf, replay, type Asked, type Play } from './replay.ts'
import { openScenarioText, type ScenarioText } from './scenario-text.ts'
import { secretsOf } from './secrets.ts'
import { stepOf, type RecordedStep } from './step.ts'
import type { Take } from './take.ts'

// Captured at import, so that fake timers installed later by a user's tests freeze nothing here.
const { setTimeout, clearTimeout } = globalThis

/** A long file takes time to write: so many times as long the calls that come meanwhile are collected. */
const patience = 4

/** A recording that a replay does not give again. */
export interface Difference {
  readonly cue: string
  readonly differences: readonly string[]
}

/** Adds takes to a scenario file, one after the other; those that come while it writes are written together. */
export interface Writer {
  add(take: Take): void
  close(): Promise<Summary>
}

interface WriterOptions extends RecorderOptions {
  readonly redactor: Redactor
}

interface Tools extends WriterOptions {
  readonly play: Play
}

/** A take without what must not be written, and how a cue says it. */
interface Ready {
  readonly asked: Asked
  readonly answer: Answer
  readonly step: RecordedStep
}

/** What was recorded, for the replay of everything at the end. */
interface Recorded extends Placed {
  readonly asked: Omit<Asked, 'body'>
  readonly digest: string
}

export const openWriter = async (options: WriterOptions): Promise<Writer> => {
  const { dialect, clock, onEvent } = options
  await mkdir(dirname(options.file), { recursive: true })
  await removeLeftovers(options.file)
  await demandWritable(options.file)
  let { file } = options
  let known: { readonly printed: string | undefined; readonly text: ScenarioText } | undefined
  let waiting: Take[] = []
  let writing = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let pause = 0
  const recorded: Recorded[] = []
  const play = createPlayer(dialect)
  const tools = { ...options, play: createPlayer(dialect) }

  /** The file as it stands: somebody may have edited it meanwhile. */
  const open = async (): Promise<ScenarioText> => {
    const printed = await readIfThere(file)
    if (known === undefined || known.printed !== printed)
      known = { printed, text: await openScenarioText(printed, file, dialect) }
    return known.text
  }
  const save = async (batch: readonly Ready[]): Promise<void> => {
    const text = await open()
    // Until it is written, nothing is known of what the file says.
    known = undefined
    const placed = batch.map(({ asked, step }) => place(text, asked, step, dialect))
    const printed = text.print()
    const cuecard = play(await readScenarioFile(printed, file, false))
    await replaceFile(file, printed)
    known = { printed, text }
    for (const [index, { asked, answer }] of batch.entries()) {
      const { cue, nth } = placed[index] ?? { cue: '', nth: 0 }
      onEvent({ kind: 'recorded', cue, nth, status: answer.status, bytes: answer.body.length })
      recorded.push({ cue, nth, digest: digestOf(answer), asked: headOf(asked) })
      const found = differences(answer, await replayOf(cuecard, asked, nth, index))
      if (found.length > 0) onEvent({ kind: 'problem', message: `"${cue}" is replayed with ${found.join('; ')}` })
    }
  }
  const saveEach = async (batch: readonly Ready[]): Promise<void> => {
    try {
      await save(batch)
    } catch (error) {
      if (batch.length > 1) for (const one of batch) await saveEach([one])
      else onEvent({ kind: 'problem', message: `a call cannot be recorded: ${reasonOf(error)}` })
    }
  }
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return
    try {
      await open()
    } catch (error) {
      onEvent({ kind: 'problem', message: `${file} cannot be added to, what was recorded waits: ${reasonOf(error)}` })
      return
    }
    const takes = waiting
    waiting = []
    const batch: Ready[] = []
    for (const take of takes) {
      const ready = await prepare(take, tools).catch((error: unknown) => ({ reason: reasonOf(error) }))
      if ('reason' in ready) onEvent({ kind: 'skipped', path: take.incoming.path, reason: ready.reason })
      else batch.push(ready)
    }
    if (batch.length > 0) await saveEach(batch)
  }
  const writeInTime = async (): Promise<void> => {
    const startedAt = clock.now()
    await write()
    pause = patience * (clock.now() - startedAt)
  }
  const writeInTurn = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    return (writing = writing.then(writeInTime))
  }
  await open()
  return {
    add: (take) => {
      waiting.push(take)
      timer ??= setTimeout(() => void writeInTurn(), pause)
    },
    close: async () => {
      await writeInTurn()
      if (waiting.length > 0) {
        // Somebody has left the file in a state that nothing can be added to; what was recorded is not lost by that.
        file = `${file.slice(0, -extname(file).length)}.recorded${extname(file)}`
        await write()
      }
      return { file, recorded: recorded.length, differences: await replayAll(file, dialect, recorded) }
    },
  }
}

const demandWritable = async (file: string): Promise<void> => {
  const isThere = await stat(file).then(
    () => true,
    () => false,
  )
  await access(isThere ? file : dirname(file), constants.W_OK)
  await access(dirname(file), constants.W_OK)
}

const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

const prepare = async (take: Take, options: Tools): Promise<Ready | { readonly reason: string }> => {
  const { redactor } = options
  const { incoming } = take
  const decoded = isEncoded(incoming) ? await decode(incoming, Infinity) : incoming
  const request = 'status' in decoded ? undefined : parsed(decoded.body)
  if (request === undefined) return { reason: 'its body is no JSON object' }
  redactor.learn(secretsOf(incoming, take.headers))
  const body = redactValue(request, redactor)
  const { path, query, headers } = incoming
  const asked: Asked = { path, query, headers, body: isJsonObject(body) ? body : {} }
  const answer = toAnswer(take, redactor)
  return { asked, answer, step: await stepOf(answer, asked, options) }
}

const parsed = (bytes: Uint8Array): JsonObject | undefined => {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json // JSON by its name
    return isJsonObject(value) ? value : undefined
  } catch {
    // No JSON: no cue could ask for it.
    return undefined
  }
}

/** Plays a request until its turn has come; each in a scope of its own. */
const replayOf = async (cuecard: Cuecard, asked: Asked, nth: number, scope: number) => {
  let replayed = await replay(cuecard, asked, String(scope))
  for (let turn = 0; turn < nth; turn++) replayed = await replay(cuecard, asked, String(scope))
  return replayed
}

/** Plays everything that was recorded once more, from the file and in order. */
const replayAll = async (
  file: string,
  dialect: string,
  recorded: readonly Recorded[],
): Promise<readonly Difference[]> => {
  const printed = recorded.length === 0 ? undefined : await readIfThere(file)
  if (printed === undefined) return recorded.map(({ cue }) => ({ cue, differences: [`${file} is gone`] }))
  const { cues } = await openScenarioText(printed, file, dialect)
  const cuecard = createPlayer(dialect)(await readScenarioFile(printed, file, false))
  const found: Difference[] = []
  for (const { name, example } of cues) {
    const own = recorded.filter(({ cue }) => cue === name)
    const [first] = own
    if (first === undefined || !isJsonObject(example)) continue
    const plays: string[] = []
    const last = Math.max(...own.map(({ nth }) => nth))
    while (plays.length <= last)
      plays.push(digestOf(await replay(cuecard, { ...first.asked, body: example }, String(name))))
    if (own.some(({ nth, digest }) => plays[nth] !== digest))
      found.push({ cue: String(name), differences: ['a replay gives something else'] })
  }
  return found
}

const headOf = ({ path, query, headers: { accept } }: Asked): Recorded['asked'] => ({
  path,
  query,
  headers: accept === undefined ? {} : { accept },
})

const reasonOf = (error: unknown): string => {
  if (isCuecardError(error) && error.findings.length > 0) return error.findings.map(formatFinding).join('; ')
  return error instanceof Error ? error.message : String(error)
}
