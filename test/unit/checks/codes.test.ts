import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { explainCode, knownCodes } from '../../../src/checks/codes.ts'
import { findingWords } from '../../../src/checks/codes.data.ts'
import { rules } from '../../../src/contracts/rules/list.ts'
import { isJsonObject } from '../../../src/core/json.ts'
import { dialects } from '../../../src/dialects/dialects.ts'
import { scenarioFileSchema } from '../../../src/scenario-file.ts'

const folder = join(import.meta.dirname, '../../../src')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('codes.data.ts'))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))

const found = (pattern: RegExp, within = ''): readonly string[] => [
  ...new Set(
    sources
      .filter(({ file }) => file.startsWith(within))
      .flatMap(({ text }) => [...text.matchAll(pattern)].map(([, code = '']) => code)),
  ),
]

const unexplained = (codes: readonly string[]): readonly string[] =>
  codes.filter((code) => explainCode(code) === undefined)

test('every finding that the sources make is explained, and no other', () => {
  const { $defs } = scenarioFileSchema
  const definitions = Object.entries(isJsonObject($defs) ? $defs : {})
  const named = definitions.filter(([, schema]) => isJsonObject(schema) && 'errorMessage' in schema)
  const kebab = '([a-z]+(?:-[a-z]+)+)'
  const codes = [
    ...found(new RegExp(`\\bcode: '${kebab}'`, 'g')),
    ...found(new RegExp(`\\b(?:problem|finding|warning|add)\\((?:key, )?'${kebab}'`, 'g')),
    ...found(new RegExp(`\\bfindingAt\\(\\s*[\\w.]+,\\s*'\\w+',\\s*'${kebab}'`, 'g')),
    ...found(new RegExp(`\\?\\? '${kebab}'`, 'g'), 'scenarios'),
    ...found(new RegExp(`^  [A-Z_]+: '${kebab}',$`, 'gm'), 'scenarios'),
    ...named.map(([name]) => `bad-${name}`),
  ]

  expect(Object.keys(findingWords).toSorted()).toEqual([...new Set(codes)].toSorted())
})

test('every error that is thrown is explained', () => {
  const [, union = ''] =
    /type CuecardErrorCode =([^]+?)\n\n/.exec(readFileSync(join(folder, 'core/errors.ts'), 'utf8')) ?? []
  const codes = [...union.matchAll(/'([a-z_]+)'/g)].map(([, code = '']) => code)

  expect(codes.length).toBeGreaterThan(4)
  expect(unexplained(codes)).toEqual([])
})

test('every error of every catalogue is explained, by its name and by its code', () => {
  const details = {
    method: 'POST',
    path: '/',
    model: '',
    organization: '',
    requestId: '',
    key: '',
    body_limit: 1,
    body_bytes: 2,
  }
  const errors = dialects.flatMap(({ errors }) => Object.entries(errors))
  const codes = errors.flatMap(([, word]) => word(details).code ?? [])

  expect(unexplained(errors.map(([name]) => name))).toEqual([])
  expect(unexplained(codes)).toEqual([])
})

test('every code that a contract gives is explained', () => {
  const codes = [
    ...found(/, '((?:missing|invalid|unsupported|unknown)_[a-z_]+)'/g, 'contracts'),
    ...found(/'((?:string|array|object|property_name)_(?:above|below)_[a-z_]+)'/g, 'contracts'),
    ...['integer', 'decimal'].flatMap((kind) => [`${kind}_above_max_value`, `${kind}_below_min_value`]),
  ]

  expect(codes.length).toBeGreaterThan(12)
  expect(unexplained(codes)).toEqual([])
})

test('every error of the control API is explained', () => {
  const codes = found(/\b(?:refuse\(\s*\d+,\s*|forbid\()'([a-z_]+)'/g, 'adapters/control')

  expect(codes.length).toBeGreaterThan(8)
  expect(unexplained(codes)).toEqual([])
})

test('every rule of the contracts is explained', () => {
  expect(unexplained(rules.map(({ name }) => name))).toEqual([])
  expect(explainCode('schema/maximum')).toMatchObject({ about: 'rule' })
})

test('an error says how each dialect words it', () => {
  expect(explainCode('rate_limited')?.dialects).toContain('openai: 429 requests rate_limit_exceeded')
  expect(explainCode('TooManyRequests')?.dialects).toContain(
    'servicestack: 429 invalid_request_error TooManyRequests (rate_limited)',
  )
})

test.each(['', 'constructor', '__proto__', 'rate_limitd', 'schema/'])('%j is no code', (code) => {
  expect(explainCode(code)).toBeUndefined()
})

test('every code is listed once', () => {
  expect(knownCodes().toSorted()).toEqual([...new Set(knownCodes())].toSorted())
})
