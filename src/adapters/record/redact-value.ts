import { isJsonObject, type Json } from '../../core/json.ts'
import type { Redactor } from './redactor.ts'
import { redacted } from './secrets.ts'

/** A JSON value without what must not be written; the same object where there is nothing of the kind. */
export const redactValue = (value: Json, redactor: Redactor, member = ''): Json => {
  if (typeof value === 'string') {
    if (ofProtocol.has(member)) return redactor.secrets(value)
    const text = redactor.text(value)
    return text !== value && member === 'arguments' ? (quoted([value], [text])[0] ?? text) : text
  }
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => redactValue(item, redactor, member))
    return items.every((item, index) => item === value[index]) ? value : items
  }
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value).map(
    ([name, item]) => [redactor.secrets(name), item === undefined ? item : redactValue(item, redactor, name)] as const,
  )
  return entries.every(([name, item]) => Object.hasOwn(value, name) && item === value[name])
    ? value
    : Object.fromEntries(entries)
}

/** Words that mean something to clients, whatever a pattern finds in them. */
const ofProtocol: ReadonlySet<string> = new Set(['role', 'type', 'object', 'finish_reason', 'service_tier'])

/**
 * The same for answers, a completion or the chunks of one: what is found across pieces (deltas, tokens of logprobs) is taken out too.
 * Each answer that is unchanged is the same object.
 */
export const redactAnswers = (answers: readonly Json[], redactor: Redactor): readonly Json[] => {
  const joined = redactPieces(answers, redactor)
  return joined.map((answer) => redactValue(answer, redactor))
}

const redactPieces = (answers: readonly Json[], redactor: Redactor): readonly Json[] => {
  const changed = [...tracksOf(answers)].flatMap(([name, track]) => {
    const texts = track.map(({ text }) => text)
    const pieces = redactor.pieces(texts)
    if (pieces === texts) return []
    const fitting = name.endsWith('/arguments') ? quoted(texts, pieces) : pieces
    return track.map((piece, index) => ({ ...piece, to: fitting[index] ?? '' })).filter(({ text, to }) => text !== to)
  })
  const touched = new Set(changed.map(({ answer }) => answer))
  // Copies, so that they can be written to.
  const copies = answers.map((answer, index) => (touched.has(index) ? structuredClone(answer) : answer))
  for (const { answer, path, to } of changed) put(copies[answer] ?? null, path, to)
  return copies
}

/** Pieces of a JSON text, which what stands in for a number would break. */
const quoted = (before: readonly string[], after: readonly string[]): readonly string[] =>
  isJson(before.join('')) && !isJson(after.join(''))
    ? after.map((piece) => piece.replaceAll(redacted, JSON.stringify(redacted)))
    : after

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    // That was the question.
    return false
  }
}

/** A text in an answer that is one of several that belong together. */
interface Piece {
  readonly answer: number
  readonly path: readonly (string | number)[]
  readonly text: string
}

const tracksOf = (answers: readonly Json[]): ReadonlyMap<string, readonly Piece[]> => {
  const tracks = new Map<string, Piece[]>()
  const add = (track: string, piece: Piece): void => {
    const known = tracks.get(track)
    if (known === undefined) tracks.set(track, [piece])
    else known.push(piece)
  }
  const walk = (value: Json | undefined, track: string, answer: number, path: Piece['path']): void => {
    if (typeof value === 'string') add(track, { answer, path, text: value })
    else if (Array.isArray(value))
      for (const [index, item] of value.entries())
        walk(item, `${track}/${numberOf(item, index)}`, answer, [...path, index])
    else if (isJsonObject(value))
      for (const [name, item] of Object.entries(value)) walk(item, `${track}/${name}`, answer, [...path, name])
  }
  for (const [answer, value] of answers.entries()) {
    const choices = isJsonObject(value) ? value['choices'] : undefined
    if (!Array.isArray(choices)) continue
    for (const [index, choice] of choices.entries()) {
      if (!isJsonObject(choice)) continue
      const track = numberOf(choice, index)
      walk(choice['delta'], `${track}/delta`, answer, ['choices', index, 'delta'])
      for (const { name, at, token } of tokensOf(choice['logprobs']))
        add(`${track}/logprobs/${name}`, {
          answer,
          path: ['choices', index, 'logprobs', name, at, 'token'],
          text: token,
        })
    }
  }
  return tracks
}

/** Pieces of one list (tool calls, choices) are told apart by their `index`. */
const numberOf = (item: Json, position: number): string =>
  String(isJsonObject(item) && typeof item['index'] === 'number' ? item['index'] : position)

function* tokensOf(logprobs: Json | undefined) {
  if (!isJsonObject(logprobs)) return
  for (const [name, list] of Object.entries(logprobs))
    if (Array.isArray(list))
      for (const [at, entry] of list.entries())
        if (isJsonObject(entry) && typeof entry['token'] === 'string') yield { name, at, token: entry['token'] }
}

const put = (root: Json, path: Piece['path'], text: string): void => {
  let holder: Json | undefined = root
  for (const part of path.slice(0, -1)) holder = (holder as Record<string | number, Json>)[part] // a path that was walked before
  const name = path.at(-1) ?? ''
  const target = holder as Record<string | number, Json>
  target[name] = text
  if (name !== 'token') return
  // A token tells its text in two more ways.
  target['bytes'] = [...new TextEncoder().encode(text)]
  target['top_logprobs'] = []
}
