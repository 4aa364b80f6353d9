import { formatNames } from 'ajv-formats/dist/formats.js'
import { expect, test } from 'vitest'
import { createCompiler } from '../../../src/contracts/compiler.ts'
import { createMaker } from '../../../src/generate/maker.ts'
import { isFormatted } from '../../../src/generate/formats.ts'

const compiler = createCompiler()
const maker = createMaker(compiler)

const drafts = [
  'http://json-schema.org/draft-04/schema#',
  'http://json-schema.org/draft-07/schema#',
  'https://json-schema.org/draft/2019-09/schema',
  'https://json-schema.org/draft/2020-12/schema',
]
const numeric = new Set(['int32', 'int64', 'float', 'double'])
const cases = drafts.flatMap((draft) => formatNames.map((format) => [format, draft] as const))

test.each(cases)('makes values of the format %s in %s', (format, draft) => {
  const schema = { $schema: draft, type: numeric.has(format) ? 'number' : 'string', format }
  const compiled = compiler.compile(schema)

  for (let seed = 0; seed < 10; seed++) {
    const made = maker.value(schema, seed)

    expect('check' in compiled && 'value' in made && compiled.check(made.value)).toEqual([])
    expect('value' in made && typeof made.value === 'string' ? isFormatted(format, made.value) : true).toBe(true)
  }
})

test.each([
  ['date', '2024-13-01'],
  ['time', '25:00:00Z'],
  ['date-time', '2024-01-01'],
  ['email', 'nobody'],
  ['ipv4', '1.2.3.400'],
  ['ipv6', '1.2.3.4'],
  ['uuid', '1234'],
  ['uri', '/path'],
  ['hostname', '-a'],
])('a text that is no %s is told apart', (format, text) => {
  expect(isFormatted(format, text)).toBe(false)
})

test('any text is in a format that nobody knows', () => {
  expect(isFormatted('constructor', 'anything')).toBe(true)
})
