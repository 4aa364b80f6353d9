import { readFileSync } from 'node:fs'
import type { Json, JsonObject } from '../../src/core/json.ts'
import { createRandom } from '../../src/core/random.ts'

const fixture = (file: string): Json =>
  JSON.parse(readFileSync(new URL(`../../fixtures/openai/${file}.request.json`, import.meta.url), 'utf8'))

const sentence = 'The quick brown fox jumps over the lazy dog and looks for an umbrella in the rain. '
const megabyte = 1_000_000

/** So many messages that they fill about a megabyte; each call of `turn` makes one exchange. */
export const history = (turn: (index: number) => readonly Json[], last = 'And now?'): JsonObject => {
  const size = JSON.stringify(turn(0)).length
  const turns = Array.from({ length: Math.ceil(megabyte / size) }, (_, index) => turn(index))
  return { model: 'gpt-4.1', messages: [...turns.flat(), { role: 'user', content: last }] }
}

const text = sentence.repeat(6)
const talk = (): readonly Json[] => [
  { role: 'user', content: text },
  { role: 'assistant', content: text },
]

/** What a contract is asked about in earnest. */
export const requests: Readonly<Record<string, { readonly body: Json; readonly goal?: number }>> = {
  'a small request': { body: fixture('plain-text'), goal: 5 },
  'a small request that streams': { body: fixture('streamed'), goal: 5 },
  'a round of tools': { body: fixture('tool-loop') },
  'structured output': { body: fixture('structured-output') },
  'a megabyte of talk': { body: history(talk), goal: 1000 },
  'a megabyte of talk in JSON mode': {
    body: { ...history(talk, 'As JSON, please.'), response_format: { type: 'json_object' } },
    goal: 1000,
  },
  'a megabyte of parts': {
    body: history(() => [
      {
        role: 'user',
        content: [
          { type: 'text', text },
          { type: 'text', text: sentence },
        ],
      },
      { role: 'assistant', content: [{ type: 'text', text }] },
    ]),
    goal: 1000,
  },
  'a megabyte of tools': {
    body: history((index) => [
      { role: 'user', content: sentence },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: `call_${index}`, type: 'function', function: { name: 'look_up', arguments: '{"q":"umbrella"}' } },
        ],
      },
      { role: 'tool', tool_call_id: `call_${index}`, content: text },
      { role: 'assistant', content: sentence },
    ]),
    goal: 1000,
  },
  'a megabyte of pictures': {
    body: history(() => [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${'iVBORw0KGgo'.repeat(1000)}` } },
        ],
      },
      { role: 'assistant', content: 'A cat.' },
    ]),
    goal: 1000,
  },
  'a megabyte in one message': {
    body: { model: 'gpt-4.1', messages: [{ role: 'user', content: sentence.repeat(megabyte / sentence.length) }] },
    goal: 1000,
  },
}

const random = createRandom(1)
const made = (character: () => string): string => Array.from({ length: megabyte }, character).join('')

/** Megabytes that a tokenizer finds nowhere to cut, or too often. */
export const hostile: Readonly<Record<string, string>> = {
  'one letter': 'a'.repeat(megabyte),
  'letters and digits by turns': 'aA1'.repeat(megabyte / 3),
  digits: '7'.repeat(megabyte),
  newlines: '\n'.repeat(megabyte),
  spaces: ' '.repeat(megabyte),
  'random letters': made(() => String.fromCharCode(97 + random.below(26))),
  'random bytes': made(() => String.fromCharCode(random.below(256))),
  'special tokens': '<|endoftext|>'.repeat(megabyte / 13),
  // Three and four bytes a character.
  'Chinese that repeats itself': '中文字符沒有空格'.repeat(megabyte / 24),
  'Chinese without spaces': made(() => String.fromCharCode(0x4e00 + random.below(3_000))).slice(0, megabyte / 3),
  emoji: '😀👍🏽'.repeat(megabyte / 12),
}
