import { isJsonObject, textOfJson, type Json, type JsonObject } from '../../../core/json.ts'
import type { SentPrompt } from '../../../core/prompts.ts'
import type { Work } from '../work.ts'
import { commonLength, isSameJson } from './json-equal.ts'
import { partTokens, perMessage, type PromptTokens } from './prompt-tokens.ts'

/** The rule that switches this off. */
const rule = 'prompt-cache'

/** Shorter prompts are not cached, longer ones in steps (wire-format 6.2). */
const shortest = 1_024
const step = 128

export interface CachedTokens {
  readonly cached: number
  /** What this prompt adds to the cache; told on the models that bill it. */
  readonly written: number
}

const nothing: CachedTokens = { cached: 0, written: 0 }

/** How much of a prompt the service has seen before, and remembers it for the next. Costs nothing below 1,024 tokens. */
export const cachedTokens = (prompt: PromptTokens, work: Work): CachedTokens => {
  const { request, profile, context } = work
  if (prompt.tokens < shortest || context.rules[rule] === 'off') return nothing
  const { body, messages } = request
  const points = isBilled(work) ? breakpointsOf(messages, prompt, work) : []
  const isExplicit = isJsonObject(body['prompt_cache_options']) && body['prompt_cache_options']['mode'] === 'explicit'
  const last = points.at(-1)
  /** The end of what is kept of the first so many tokens. */
  const kept = (tokens: number): number => {
    const stepped = isExplicit ? 0 : tokens - (tokens % step)
    const most = points.reduce((end, point) => (point.end <= tokens ? Math.max(end, point.end) : end), stepped)
    return most < shortest ? 0 : most
  }

  const sent: SentPrompt = { head: headOf(body), messages: isExplicit ? upTo(last, messages) : messages }
  const { prompts } = context
  const lane = `${profile.snapshot} ${textOr(body['prompt_cache_key'])}`
  let shared = 0
  /** An earlier prompt that this one goes on with, or says again. */
  let begun: SentPrompt | undefined
  for (const past of prompts.sent(lane)) {
    if (past.head !== sent.head) continue
    const { tokens, isWhole } = sharedWith(past.messages, prompt, work)
    if (tokens > shared) shared = tokens
    if (isWhole) begun ??= past
    if (tokens === prompt.tokens) break
  }
  const cached = kept(shared)
  const written = Math.max(0, kept(prompt.tokens) - cached)
  // One that was said again stays as it is: keeping the newer one would only make work for the collector of memory.
  if (begun === undefined ? written > 0 : begun.messages.length < sent.messages.length)
    prompts.remember(lane, sent, weightOf(sent), begun)
  return { cached, written }
}

/** Whether the model tells what it writes into its cache, and lets a request choose where. */
export const isBilled = ({ profile }: Work): boolean => profile.id.startsWith('gpt-5.6')

const headOf = ({ tools, functions, response_format }: JsonObject): string =>
  [tools, functions, response_format]
    .map((value) => (Array.isArray(value) || isJsonObject(value) ? textOfJson(value) : ''))
    .join('\n')

interface Breakpoint {
  readonly message: number
  readonly part: number
  /** Tokens of the prompt up to here. */
  readonly end: number
}

/** Where a request says that the cache may end. */
const breakpointsOf = (
  messages: readonly JsonObject[],
  { ends }: PromptTokens,
  { profile, counter }: Work,
): readonly Breakpoint[] => {
  const points: Breakpoint[] = []
  for (const [index, { content }] of messages.entries()) {
    if (!Array.isArray(content)) continue
    let end = (ends[index] ?? 0) + perMessage
    for (const [at, part] of content.entries()) {
      end += partTokens(part, profile, counter)
      if (isJsonObject(part) && isJsonObject(part['prompt_cache_breakpoint']))
        points.push({ message: index, part: at, end })
    }
  }
  return points
}

const upTo = (last: Breakpoint | undefined, messages: readonly JsonObject[]): readonly JsonObject[] => {
  const message = last && messages[last.message]
  if (last === undefined || message === undefined) return []
  const { content } = message
  const parts = Array.isArray(content) ? content.slice(0, last.part + 1) : content
  return [...messages.slice(0, last.message), { ...message, content: parts }]
}

/** Tokens that a prompt has in common with an earlier one, and whether that is all of the earlier one. */
const sharedWith = (
  past: readonly JsonObject[],
  { tokens, ends }: PromptTokens,
  work: Work,
): { readonly tokens: number; readonly isWhole: boolean } => {
  const { messages } = work.request
  let index = 0
  while (index < past.length && index < messages.length && isSameJson(past[index], messages[index])) index++
  const isWhole = index === past.length
  if (isWhole && index === messages.length) return { tokens, isWhole }
  const end = ends[index] ?? 0
  const [one, other] = [past[index], messages[index]]
  if (one === undefined || other === undefined || one['role'] !== other['role']) return { tokens: end, isWhole }
  return { tokens: end + perMessage + sharedContent(one['content'], other['content'], work), isWhole }
}

const sharedContent = (one: Json | undefined, other: Json | undefined, work: Work): number => {
  if (typeof one === 'string' && typeof other === 'string') return sharedText(one, other, work)
  if (!Array.isArray(one) || !Array.isArray(other)) return 0
  let tokens = 0
  let index = 0
  for (; index < one.length && index < other.length && isSameJson(one[index], other[index]); index++)
    tokens += partTokens(other[index] ?? '', work.profile, work.counter)
  const [left, right] = [one[index], other[index]]
  if (!isJsonObject(left) || !isJsonObject(right)) return tokens
  const [before, text] = [left['text'], right['text']]
  return typeof before === 'string' && typeof text === 'string' ? tokens + sharedText(before, text, work) : tokens
}

/** Counts what is shorter of the beginning that two texts share and the rest; to a token, which the steps round off. */
const sharedText = (one: string, other: string, { counter }: Work): number => {
  const length = commonLength(one, other)
  return length * 2 <= other.length
    ? counter.count(other.slice(0, length))
    : Math.max(0, counter.count(other) - counter.count(other.slice(length)))
}

/** About the bytes that a prompt takes. */
const weightOf = ({ head, messages }: SentPrompt): number => head.length + sizeOf(messages)

const perValue = 50

const sizeOf = (value: Json | undefined): number => {
  if (typeof value === 'string') return perValue + value.length
  if (typeof value !== 'object' || value === null) return perValue
  let size = perValue
  if (Array.isArray(value)) for (const item of value) size += sizeOf(item)
  else if (isJsonObject(value)) for (const member in value) size += sizeOf(value[member])
  return size
}

const textOr = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
