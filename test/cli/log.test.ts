import { expect, test } from 'vitest'
import { formatCall, mayColour } from '../../src/cli/log.ts'
import type { JournalEntry } from '../../src/core/store.ts'
import { invalidRequest } from '../../src/core/api-error.ts'

const entry: JournalEntry = {
  ordinal: 1,
  scope: 'default',
  at: 1_700_000_000_000,
  method: 'POST',
  path: '/v1/chat/completions',
  dialect: 'openai',
  endpoint: 'chat-completions',
  request_id: 'req_1',
  status: 200,
  cue: 'greets',
  generated: false,
  passed: false,
  violations: [],
  warnings: [],
  outcome: { end: 'complete', bytes: 300, milliseconds: 1.23456 },
  sequence: 1,
  request: { headers: { authorization: 'Bearer sk-…1234' }, body: undefined, json: undefined },
}

test.each([
  { change: {}, line: 'POST  /v1/chat/completions  "greets"  200  1.2 ms' },
  { change: { cue: undefined, generated: true }, line: 'POST  /v1/chat/completions  generated  200  1.2 ms' },
  { change: { cue: undefined, endpoint: 'models' }, line: 'POST  /v1/chat/completions  models  200  1.2 ms' },
  { change: { cue: undefined, status: 404 }, line: 'POST  /v1/chat/completions  refused  404  1.2 ms' },
  {
    change: { outcome: { end: 'aborted', bytes: 0, milliseconds: 0 } } as const,
    line: 'POST  /v1/chat/completions  "greets"  200  0.0 ms  aborted',
  },
  { change: { warnings: ['call it so'] }, line: 'POST  /v1/chat/completions  "greets"  200  1.2 ms  call it so' },
  { change: { path: '/v1/\u001b[2J\nGET' }, line: String.raw`POST  /v1/\u001b[2J\nGET  "greets"  200  1.2 ms` },
])('a call with $change is one line', ({ change, line }) => {
  expect(formatCall({ ...entry, ...change }, 'pretty')).toBe(line)
})

test('a refused call says why', () => {
  const violation = {
    rule: 'schema/required',
    path: ['model'],
    error: invalidRequest('you must provide a model parameter'),
    source: '',
    severity: 'error',
  } as const

  const line = formatCall({ ...entry, cue: undefined, status: 400, violations: [violation] }, 'pretty')

  expect(line).toBe('POST  /v1/chat/completions  refused  400  1.2 ms  you must provide a model parameter')
})

test('what takes several lines stands below the call', () => {
  const missed = { ...entry, cue: undefined, status: 404, warnings: ['no cue answers:\n- "a" \u001b[2J', 'late'] }

  expect(formatCall(missed, 'pretty')).toBe(
    'POST  /v1/chat/completions  refused  404  1.2 ms  late\n  no cue answers:\n  - "a" \\u001b[2J',
  )
})

test('a coloured line differs in nothing but colours', () => {
  const coloured = formatCall(entry, 'pretty', true)

  expect(coloured).not.toBe(formatCall(entry, 'pretty'))
  // oxlint-disable-next-line no-control-regex -- colours are control characters
  expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(formatCall(entry, 'pretty'))
})

test('a line for programs is one JSON object without headers', () => {
  const line = formatCall(entry, 'json')

  expect(line).not.toContain('\n')
  expect(JSON.parse(line)).toEqual({
    event: 'call',
    at: 1_700_000_000_000,
    scope: 'default',
    ordinal: 1,
    request_id: 'req_1',
    method: 'POST',
    path: '/v1/chat/completions',
    dialect: 'openai',
    endpoint: 'chat-completions',
    cue: 'greets',
    generated: false,
    passed: false,
    status: 200,
    milliseconds: 1.235,
    bytes: 300,
    end: 'complete',
    violations: [],
    warnings: [],
  })
})

test.each([
  { isTTY: true, NO_COLOR: undefined, colours: true },
  { isTTY: true, NO_COLOR: '', colours: true },
  { isTTY: true, NO_COLOR: '1', colours: false },
  { isTTY: false, NO_COLOR: undefined, colours: false },
])('terminal $isTTY and NO_COLOR $NO_COLOR: colours $colours', ({ isTTY, NO_COLOR, colours }) => {
  expect(mayColour({ isTTY }, { NO_COLOR })).toBe(colours)
})
