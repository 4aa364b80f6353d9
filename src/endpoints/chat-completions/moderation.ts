import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { createRandom, hashOf, type Random } from '../../core/random.ts'
import type { ChatRequest } from './request.ts'
import type { Work } from './work.ts'

/** What a moderation model would say of the request and of each choice, when the request asks for it: that nothing is wrong. */
export const moderationOf = ({ request, context, settings }: Work): JsonObject | undefined => {
  const { moderation } = request.body
  if (!isJsonObject(moderation)) return undefined
  const model = typeof moderation['model'] === 'string' ? moderation['model'] : ''
  const randomOf = (choice: number, part: string): Random =>
    createRandom(hashOf(context.contentSeed(choice, settings), 'moderation', part))
  const outputs = Array.from({ length: request.n }, (_, choice) => verdict(model, false, randomOf(choice, 'output')))
  return {
    input: { type: 'moderation_results', model, results: [verdict(model, hasImages(request), randomOf(0, 'input'))] },
    output: { type: 'moderation_results', model, results: outputs },
  }
}

const hasImages = ({ messages }: ChatRequest): boolean =>
  messages.some(({ content }) => Array.isArray(content) && content.some(isImage))

const isImage = (part: Json): boolean => isJsonObject(part) && part['type'] === 'image_url'

/** In wire order (wire-format 10), and whether the category is looked for in images too. */
const categories: readonly (readonly [name: string, seen: boolean])[] = [
  ['harassment', false],
  ['harassment/threatening', false],
  ['sexual', true],
  ['hate', false],
  ['hate/threatening', false],
  ['illicit', false],
  ['illicit/violent', false],
  ['self-harm/intent', true],
  ['self-harm/instructions', true],
  ['self-harm', true],
  ['sexual/minors', false],
  ['violence', true],
  ['violence/graphic', true],
]

const verdict = (model: string, images: boolean, random: Random): JsonObject => ({
  type: 'moderation_result',
  model,
  flagged: false,
  categories: byCategory(() => false),
  // What is harmless scores between a millionth and a thousandth.
  category_scores: byCategory(() => 10 ** (-3 - 3 * random.next())),
  category_applied_input_types: byCategory((seen) => (seen && images ? ['text', 'image'] : ['text'])),
})

const byCategory = (value: (seen: boolean) => Json): JsonObject =>
  Object.fromEntries(categories.map(([name, seen]) => [name, value(seen)]))
