import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedactor } from '../../src/adapters/record/redactor.ts'
import { redactAnswers } from '../../src/adapters/record/redact-value.ts'
import { openScenarioText } from '../../src/adapters/record/scenario-text.ts'
import { conditionOf } from '../../src/adapters/record/condition.ts'
import { createCuecard } from '../../src/cuecard.ts'
import { parseScenario } from '../../src/parse-scenario.ts'
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts'

const seed = { seed: 20_261_121 }

const character = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom(
    '\n',
    ' ',
    '\t',
    '\r',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ud83d',
    "'",
    '"',
    '#',
    ':',
    '-',
    '|',
    '>',
    '{',
    '\\',
    '\0',
    '%',
    '&',
    '*',
    '!',
  ),
)
const text = fc.array(character, { maxLength: 12 }).map((characters) => characters.join(''))

test('whatever a text holds, the file that it is written to says the same', () => {
  const law = fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), fc.boolean(), async (texts, json) => {
    const file = json ? 'a.json' : 'a.yaml'
    const scenario = await openScenarioText(undefined, file, 'openai')
    const cues = texts.map((body, index) => ({
      name: `cue ${index}`,
      recorded: index % 2 === 0 ? { body } : { envelope: { body }, events: [{ body }, body] },
      example: { body, list: [body, { body }] },
    }))
    for (const [index, cue] of cues.entries()) scenario.insert(index, cue)
    scenario.append(0, { recorded: { body: 'again' } })

    const read = parseScenario(scenario.print(), { file }).cues

    expect(read.map(({ example }) => example)).toEqual(cues.map(({ example }) => example))
    expect(read.slice(1).map(({ action }) => action.value)).toEqual(cues.slice(1).map(({ recorded }) => recorded))
    expect(read[0]?.action.parts?.map(({ step }) => step.value)).toEqual([cues[0]?.recorded, { body: 'again' }])
  })

  return fc.assert(law, { ...seed, numRuns: 500 })
})

test('pieces without what was redacted join to the text without it, however a text is cut', () => {
  const redactor = createRedactor([/s+e?c/g, /\d\d/g])
  const law = fc.property(
    fc.array(fc.string({ unit: fc.constantFrom('s', 'e', 'c', '1', '-'), maxLength: 5 })),
    (pieces) => {
      expect(redactor.pieces(pieces).join('')).toBe(redactor.text(pieces.join('')))
      expect(redactor.pieces(pieces)).toHaveLength(pieces.length)
    },
  )

  fc.assert(law, seed)
})

test('of a stream that was redacted nobody can read what was', () => {
  const redactor = createRedactor([/secret-\d+/g])
  const law = fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }), (lengths) => {
    const whole = 'It is secret-12345, and secret-6 too.'
    let from = 0
    const chunks = [...lengths, whole.length].map((length) => ({
      choices: [{ index: 0, delta: { content: whole.slice(from, (from += length)) } }],
    }))

    const clean = redactAnswers(chunks, redactor)

    const said = clean.map((chunk) => contentOf(chunk)).join('')
    expect(said).toBe('It is [redacted], and [redacted] too.')
  })

  fc.assert(law, seed)
})

const contentOf = (chunk: Json): string => {
  const [choice] =
    isJsonObject(chunk) && Array.isArray(chunk['choices']) ? (chunk['choices'] as readonly JsonObject[]) : []
  return String((choice?.['delta'] as JsonObject | undefined)?.['content'])
}

const message = fc.record({
  role: fc.constantFrom('system', 'user', 'assistant'),
  content: fc.constantFrom('a', 'b', '[redacted] c'),
})
const request = fc.record(
  {
    model: fc.constantFrom('gpt-4o', 'gpt-4.1'),
    messages: fc.array(message, { minLength: 1, maxLength: 3 }),
    stream: fc.boolean(),
    n: fc.constantFrom(1, 2),
    seed: fc.constantFrom(1, 2),
  },
  { requiredKeys: ['model', 'messages'] },
)

test('a condition holds for its request and for none of its rivals', () => {
  const law = fc.asyncProperty(
    fc.uniqueArray(request, { minLength: 2, maxLength: 5, selector: (one) => JSON.stringify(one) }),
    async (requests) => {
      const [own, ...rivals] = requests.map((one): JsonObject => ({ ...one }))
      if (own === undefined) return
      const distinct = rivals.filter((rival) => !covers(own, rival))
      const when = conditionOf(own, distinct)
      const cuecard = createCuecard({
        scenarios: [{ cuecard: 1, cues: [{ name: 'own', when, recorded: { body: '' } }] }],
        onUnmatched: 'error',
        auth: 'off',
      })
      const answers = async (body: JsonObject): Promise<boolean> => {
        await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
          method: 'POST',
          body: JSON.stringify(body),
        })
        return cuecard.calls.at(-1)?.cue === 'own'
      }

      expect(await answers(own)).toBe(true)
      for (const rival of distinct) expect(await answers(rival)).toBe(false)
    },
  )

  return fc.assert(law, { ...seed, numRuns: 150 })
})

/** Whether a request is another one, as far as anybody can tell behind what was redacted, or because `stream: false` says nothing. */
const covers = (own: JsonObject, rival: JsonObject): boolean => plain(own) === plain(rival)

const plain = ({ stream, model, messages, n, seed: own }: JsonObject): string =>
  JSON.stringify([stream === true, model, messages, n, own])
