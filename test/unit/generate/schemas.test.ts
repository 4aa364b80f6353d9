import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createCompiler } from '../../../src/contracts/compiler.ts'
import type { JsonObject } from '../../../src/core/json.ts'
import { createMaker } from '../../../src/generate/maker.ts'

const compiler = createCompiler()
const maker = createMaker(compiler)
const folder = new URL('../../../fixtures/schemas/', import.meta.url)

const schemasIn = (kind: string): [string, JsonObject][] =>
  readdirSync(new URL(`${kind}/`, folder)).map((file) => [
    file,
    JSON.parse(readFileSync(new URL(`${kind}/${file}`, folder), 'utf8')),
  ])

const seeds = [1, 2, 3, 4, 5]

test.each([...schemasIn('keywords'), ...schemasIn('hostile')])('a value for %s satisfies it', (_, schema) => {
  const compiled = compiler.compile(schema)

  for (const seed of seeds) {
    const made = maker.value(schema, seed)

    expect(made).toHaveProperty('value')
    expect('check' in compiled && 'value' in made && compiled.check(made.value)).toEqual([])
  }
})

test.each(schemasIn('impossible'))('%s is refused with a reason', (_, schema) => {
  expect(maker.value(schema, 1)).toEqual({ reason: expect.stringMatching(/^(the|no|in|nothing|min\w+) \S+ \w/) })
})

test.each([...schemasIn('hostile'), ...schemasIn('impossible')])('%s takes no longer than a moment', (_, schema) => {
  const compiled = compiler.compile(schema)
  // The first check of a large schema is still compilation.
  if ('check' in compiled) compiled.check({})
  const start = performance.now()

  maker.value(schema, 77)

  expect(performance.now() - start).toBeLessThan(1000)
})
