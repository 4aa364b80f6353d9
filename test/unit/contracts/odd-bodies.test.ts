import { expect, test } from 'vitest'

import { rules } from '../../../src/contracts/rules/list.ts'

const odd = [
  null,
  5,
  'x',
  true,
  [],
  {},
  [null],
  [5],
  [[]],
  [{}],
  { type: 5 },
  { function: null },
  { role: 'tool' },
  [{ role: 'tool' }],
]
const fields = [
  'messages',
  'tools',
  'tool_choice',
  'functions',
  'function_call',
  'response_format',
  'model',
  'n',
  'choices',
  'usage',
]

test.each(fields)('rules expect anything at %s', (field) => {
  for (const value of odd)
    for (const rule of rules) expect(() => rule.check({ model: 'gpt-5', messages: [], [field]: value })).not.toThrow()
})
