import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { createCompiler } from '../../src/contracts/compiler.ts'
import { createContracts } from '../../src/contracts/contracts.ts'
import { isJsonObject, type Json } from '../../src/core/json.ts'
import { openai } from '../../src/dialects/openai.ts'

const fixtures = new URL('../../fixtures/openai/', import.meta.url)
const read = (file: string): Json => JSON.parse(readFileSync(new URL(file, fixtures), 'utf8'))
const requests = readdirSync(fixtures).filter(
  (file) => file.endsWith('.request.json') && !file.startsWith('all-fields'),
)

const contracts = createContracts()
const practical = await contracts.of(openai, 'chat-completions', 'practical')
const literal = await contracts.of(openai, 'chat-completions', 'literal')

test.each(requests)('%s is accepted at both levels', (file) => {
  expect(practical.request(read(file))).toEqual([])
  expect(literal.request(read(file))).toEqual([])
})

test('the document’s own request is accepted at the literal level', () => {
  expect(literal.request(read('all-fields.request.json'))).toEqual([])
})

test('the real service would refuse it for much more than its placeholder names', () => {
  const violations = practical.request(read('all-fields.request.json'))

  expect(violations[0]?.error.message).toBe('Unrecognized request argument supplied: reasoning_effort')
  expect(violations.map(({ path }) => path.join('.'))).toEqual([
    'reasoning_effort',
    'messages.0.name',
    'functions.0.name',
    'tools.0.function.name',
    'top_logprobs',
    'max_tokens',
    'prediction',
    'web_search_options',
  ])
})

test('the document’s own response is accepted at the literal level', () => {
  expect(literal.response(read('all-fields.response.json'))).toEqual([])
})

test('the service would never send it', () => {
  const rules = practical.response(read('all-fields.response.json')).map(({ rule }) => rule)

  expect(rules).toEqual(expect.arrayContaining(['finish-reason', 'choice-indexes']))
})

test('the schemas are JSON Schemas, and everything they name is described with its source', async () => {
  const schemas = await openai.schemas['chat-completions']!()

  for (const [part, schema] of Object.entries(schemas)) {
    expect(createCompiler().compile(schema)).toHaveProperty('check')
    expect(undescribed(schema, part)).toEqual([])
  }
})

test('an endpoint without schemas holds everything', async () => {
  const none = await contracts.of(openai, 'constructor', 'practical')

  expect(none.request(5)).toEqual([])
})

/** Members that say their type but neither what they are nor where that is known from. */
const undescribed = (value: unknown, place: string): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => undescribed(item, `${place}/${index}`))
  if (!isJsonObject(value)) return []
  const { properties } = value
  const own = isJsonObject(properties)
    ? Object.entries(properties)
        .filter(([name, schema]) => isJsonObject(schema) && 'type' in schema && !refines.test(`${place}/${name}`))
        .filter(
          ([, schema]) =>
            isJsonObject(schema) &&
            !/\((?:002|wire-format)[^)]*\)\.?/.test(JSON.stringify(schema['description'] ?? '')),
        )
        .map(([name]) => `${place}/${name}`)
    : []
  return [...own, ...Object.entries(value).flatMap(([name, member]) => undescribed(member, `${place}/${name}`))]
}

/** Places that only narrow a member that is described elsewhere. */
const refines = /developer_message\/|tool_choice_object\/.*\/type$/
