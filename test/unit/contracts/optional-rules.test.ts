import { expect, test } from 'vitest'

import { createContracts } from '../../../src/contracts/contracts.ts'
import { openaiClassic } from '../../../src/dialects/openai-classic.ts'
import { reseller } from '../../../src/dialects/reseller.ts'
import { request } from './support.ts'

const rules = { 'temperature-or-top-p': 'warn' } as const

test.each([reseller, openaiClassic])('$name can be told to mind its advice on sampling', async (dialect) => {
  const { request: contract } = await createContracts({ rules }).of(dialect, 'chat-completions', 'practical')

  const violations = contract(request({ temperature: 1, top_p: 1 }))

  expect(violations.map(({ rule, severity }) => [rule, severity])).toEqual([['temperature-or-top-p', 'warn']])
  expect(contract(request({ temperature: 1 }))).toEqual([])
})

test.each([reseller, openaiClassic])('$name lets its advice be ignored', async (dialect) => {
  const { request: contract } = await createContracts().of(dialect, 'chat-completions', 'practical')

  expect(contract(request({ temperature: 1, top_p: 1 }))).toEqual([])
})
