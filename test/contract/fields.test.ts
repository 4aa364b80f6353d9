import { expect, test } from 'vitest'

import { createContracts } from '../../src/contracts/contracts.ts'
import { rules } from '../../src/contracts/rules/list.ts'
import type { ContractSet, Strictness } from '../../src/core/contract.ts'
import type { Path } from '../../src/core/violation.ts'
import { casesOf, type FieldCase } from './fields/cases.ts'
import { dialectOf, tables } from './fields/tables.ts'

const sides = ['request', 'response'] as const
const levels: readonly Strictness[] = ['literal', 'practical']
const rows = tables.flatMap((table) =>
  sides.flatMap((side) =>
    table[side].flatMap((group) =>
      group.fields.flatMap((field) =>
        levels.map((level) => ({
          place: `${side} ${group.at === '' ? field.name : `${group.at}.${field.name}`}`,
          row: field.source,
          side,
          level,
          dialect: dialectOf(table),
          cases: casesOf(group, field, level),
        })),
      ),
    ),
  ),
)

/** A value may keep its row and break a rule between fields, which other tests are about; a rule may say what the row says. */
const schemasOnly = createContracts({ rules: Object.fromEntries(rules.map(({ name }) => [name, 'off'])) })
const contracts = createContracts()

test.each(rows)('$dialect.name, $level: $place is what $row says', async ({ dialect, level, side, cases }) => {
  const schema = await schemasOnly.of(dialect, 'chat-completions', level)
  const whole = await contracts.of(dialect, 'chat-completions', level)

  const wrong = cases.filter((one) => (one.holds ? !isAccepted(one, schema[side]) : !isRefused(one, whole[side])))

  expect(wrong).toEqual([])
})

const isAccepted = ({ body }: FieldCase, contract: ContractSet['request']): boolean => contract(body).length === 0

/** Refused at the place that is wrong, not for something else. */
const isRefused = ({ body, path }: FieldCase, contract: ContractSet['request']): boolean =>
  contract(body).some((violation) => violation.severity === 'error' && isAt(path, violation.path))

const isAt = (path: Path, found: Path): boolean => path.every((part, index) => found[index] === part)
