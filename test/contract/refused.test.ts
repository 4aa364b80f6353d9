import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { conform, sendOver } from '../../src/checks/conformance.ts'
import { createCuecard, type Cuecard } from '../../src/cuecard.ts'
import { refusedCases, refusedFolder, type LevelledCase } from './refused.ts'

const schemaFile = join(refusedFolder, '../../schemas/cuecard/refused.json')

// One for each dialect and level, so that contracts are compiled once.
const cuecards = new Map<string, Cuecard>()

const cuecardFor = ({ dialect, level }: LevelledCase): Cuecard => {
  const name = `${dialect} ${level}`
  const cuecard = cuecards.get(name) ?? createCuecard({ dialect, strictness: level })
  cuecards.set(name, cuecard)
  return cuecard
}

describe('every entry of fixtures/refused', () => {
  test.each(refusedCases)(
    'is refused for its one reason and accepted once mended: $file at $level, $name',
    async (one) => {
      const cuecard = cuecardFor(one)
      const before = cuecard.calls.length

      const [result] = await conform([one], {
        send: sendOver(cuecard.fetch),
        baseUrl: 'https://api.openai.com/v1',
        key: 'sk-test',
      })

      expect(result).toMatchObject({ refused: true, exact: true, accepted: true, failures: [] })
      const found = cuecard.calls[before]?.violations.map(({ rule }) => rule)
      expect(found).toEqual(one.breaks.startsWith('transport/') ? [] : [one.breaks])
    },
  )

  test.each(readdirSync(refusedFolder))('is written as the schema of such lists says: %s', (file) => {
    const validate = new Ajv2020().compile(JSON.parse(readFileSync(schemaFile, 'utf8')))

    validate(JSON.parse(readFileSync(join(refusedFolder, file), 'utf8')))

    expect(validate.errors).toBe(null)
  })

  test('has a name of its own', () => {
    const names = refusedCases.map(({ file, level, name }) => `${file} ${level} ${name}`)

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
