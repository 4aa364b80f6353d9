import { expect, test } from 'vitest'
import { parseArguments } from '../../src/cli/arguments.ts'

const options = {
  port: { kind: 'integer', value: 'number', minimum: 0, maximum: 65_535, default: 4010, help: '' },
  seed: { kind: 'integer', value: 'number', minimum: -10, maximum: 10, help: '' },
  pace: { kind: 'choice', choices: ['instant', 'natural'], help: '' },
  key: { kind: 'texts', value: 'key', help: '' },
  help: { kind: 'flag', short: 'h', help: '' },
} as const

const defaults = { port: 4010, seed: undefined, pace: undefined, key: [], help: false }

test.each([
  { args: [], values: {}, operands: [] },
  { args: ['a', '--port', '80', 'b'], values: { port: 80 }, operands: ['a', 'b'] },
  { args: ['--port=80', '--port=81'], values: { port: 81 }, operands: [] },
  { args: ['--seed', '-1'], values: { seed: -1 }, operands: [] },
  { args: ['--key', 'a', '--key=--b'], values: { key: ['a', '--b'] }, operands: [] },
  { args: ['-h', '--pace', 'natural'], values: { help: true, pace: 'natural' }, operands: [] },
  { args: ['--', '--port'], values: {}, operands: ['--port'], split: 0 },
  { args: ['a', '--', 'npm', '--', '-h'], values: {}, operands: ['a', 'npm', '--', '-h'], split: 1 },
])('$args gives $values and $operands', ({ args, values, operands, split }) => {
  const parsed = parseArguments(options, args)

  expect(parsed).toEqual({ values: { ...defaults, ...values }, operands, split })
})

test.each([['--port=1.5'], ['--port='], ['--port=0x10'], ['--port=1e3'], ['--seed=11'], ['--pace=INSTANT']])(
  '%s is refused',
  (argument) => {
    const parsed = parseArguments(options, [argument])

    expect(parsed).toEqual({ misuse: expect.stringMatching(/^--\w+ is ".*": write /) })
  },
)
