import { expect, test } from 'vitest'
import { findJsonFault } from '../../src/cli/json-fault.ts'

test.each(['1', ' {"a":[1.5e-3,-0,true,false,null,"\\u00e9\\n",{}],"b":[]} ', '"\u007f"', '[[[]]]'])(
  '%s is JSON',
  (text) => {
    expect(findJsonFault(text)).toBeUndefined()
  },
)

test.each([
  { text: '', line: 1, column: 1, message: 'the text ends: expected a value' },
  { text: '[1', line: 1, column: 3, message: 'the text ends: expected a comma or ]' },
  { text: '{"a":1\n "b":2}', line: 2, column: 2, message: 'expected a comma or }' },
  { text: '[1,\n2,]', line: 2, column: 3, message: 'expected a value' },
  { text: '[1}', line: 1, column: 3, message: 'expected a comma or ]' },
  { text: '{"a" 1}', line: 1, column: 6, message: 'expected a colon' },
  { text: '{a: 1}', line: 1, column: 2, message: 'expected a name in double quotes or }' },
  { text: '{"a":1,}', line: 1, column: 8, message: 'expected a name in double quotes' },
  { text: '[01]', line: 1, column: 2, message: 'expected a value or ]' },
  { text: '{"a":NaN}', line: 1, column: 6, message: 'expected a value' },
  { text: '1 2', line: 1, column: 3, message: 'nothing may follow the value' },
  { text: '["a\nb"]', line: 1, column: 2, message: expect.stringContaining('this string does not end') },
  { text: String.raw`"\x"`, line: 1, column: 1, message: expect.stringContaining('an escape') },
])('the fault of $text is found at $line:$column', ({ text, ...fault }) => {
  expect(findJsonFault(text)).toEqual(fault)
})

test('megabytes of text are read at once, however deep', () => {
  expect(findJsonFault(`["${'a'.repeat(5_000_000)}"`)).toMatchObject({ line: 1 })
  expect(findJsonFault('['.repeat(1_000_000))).toMatchObject({ column: 1_000_001 })
})
