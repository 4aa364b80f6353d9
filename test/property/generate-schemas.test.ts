import { existsSync, readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCompiler } from '../../src/contracts/compiler.ts'
import type { Json, JsonObject } from '../../src/core/json.ts'
import { createMaker } from '../../src/generate/maker.ts'
import { schemaAround } from '../support/fitting-schema.ts'

const compiler = createCompiler()
const maker = createMaker(compiler)

interface Outcome {
  readonly schema: string
  /** What is wrong: no value, or one that the schema forbids. */
  readonly problem: string
}

const problemsOf = (schemas: readonly (readonly [string, JsonObject])[], seed: number): readonly Outcome[] =>
  schemas.flatMap(([schema, content]) => {
    const made = maker.value(content, seed)
    if ('reason' in made) return [{ schema, problem: made.reason }]
    const compiled = compiler.compile(content)
    const errors = 'check' in compiled ? compiled.check(made.value) : []
    return errors.length === 0 ? [] : [{ schema, problem: `invalid: ${errors[0]?.message ?? ''}` }]
  })

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: -1000, max: 1000 }).map((number) => number / 4),
    fc.string({ maxLength: 12 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

test('schemas made around a value have one, however twisted; what is made is never wrong', () => {
  const schemas = fc
    .sample(
      value.chain((made) => schemaAround(made)),
      { numRuns: 1500, seed: 20 },
    )
    .map((schema): [string, JsonObject] => [JSON.stringify(schema), schema])

  const problems = problemsOf(schemas, 1)

  expect(problems.filter(({ problem }) => problem.startsWith('invalid'))).toEqual([])
  // Choices within choices are tried at random: one in a thousand is given up.
  expect(problems.length).toBeLessThanOrEqual(5)
})

const shared = new URL('../../../shared/data/json-schemas/', import.meta.url)

test.runIf(existsSync(shared))(
  'schemas from the wild have values at the first answer',
  () => {
    const schemas = readdirSync(shared, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .map((file): [string, JsonObject] => [file, JSON.parse(readFileSync(new URL(file, shared), 'utf8'))])
      .filter(([, schema]) => 'check' in compiler.compile(schema))

    expect(schemas.length).toBeGreaterThan(200)
    for (const seed of [1, 2, 3]) expect(problemsOf(schemas, seed)).toEqual([])
  },
  60_000,
)
