import { expect, test } from 'vitest'
import { judge } from '../../../src/checks/judge.ts'
import type { ContractSet } from '../../../src/core/contract.ts'
import { invalidRequest } from '../../../src/core/api-error.ts'
import type { ReplyBody } from '../../../src/core/reply.ts'

/** Contracts that answer with their name and what they were given. */
const contractsThatTell = (): ContractSet => {
  const named = (name: string) => (body: unknown) => [
    { rule: name, path: [], error: invalidRequest(JSON.stringify(body)), source: '', severity: 'error' } as const,
  ]
  return { request: named('request'), response: named('response'), chunk: named('chunk'), error: named('error') }
}

const judged = (status: number, body: ReplyBody): readonly string[] =>
  judge({ status, headers: {}, delay: 0, body }, contractsThatTell()).map(
    ({ rule, error }) => `${rule} ${error.message}`,
  )

const layout = { indent: 2, newline: true } as const
const events = { kind: 'events', lead: 0, pace: 'instant', done: true } as const

test.each<{ status: number; body: ReplyBody; told: string[] }>([
  { status: 200, body: { kind: 'json', value: { a: 1 }, layout }, told: ['response {"a":1}'] },
  { status: 429, body: { kind: 'json', value: { error: {} }, layout }, told: ['error {"error":{}}'] },
  {
    status: 200,
    body: { ...events, envelope: { id: 'x' }, events: [{ a: 1 }, { a: 2 }] },
    told: ['chunk {"id":"x","a":1}', 'chunk {"id":"x","a":2}'],
  },
  { status: 200, body: { ...events, envelope: {}, events: ['garbage\n\n'] }, told: [] },
  { status: 200, body: { kind: 'bytes', parts: [] }, told: [] },
  { status: 204, body: { kind: 'none' }, told: [] },
])('a $status with $body is held to its contract', ({ status, body, told }) => {
  expect(judged(status, body)).toEqual(told)
})

test('a reply that goes to the real service is held to nothing', () => {
  expect(judge({ passthrough: true }, contractsThatTell())).toEqual([])
})
