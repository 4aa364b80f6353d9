import { expect, test } from 'vitest'

import { keyOf, keyOfScope, readControls } from '../../../src/core/controls.ts'

test.each([
  [undefined, undefined],
  ['Bearer sk-1', 'sk-1'],
  ['bearer  sk-1 ', 'sk-1'],
  ['Bearer', ''],
  ['Bearer ', ''],
  [`Basic ${btoa(':sk-1')}`, 'sk-1'],
  ['Basic ???', undefined],
  ['Token sk-1', undefined],
])('the header %j carries the key %j', (authorization, key) => {
  expect(keyOf({ authorization })).toBe(key)
})

test.each([
  [{ 'x-cuecard-scope': 'a' }, 'sk-test-b', 'a'],
  [{}, 'sk-test-b', 'b'],
  [{}, 'sk-test-', 'default'],
  [{}, 'sk-other', 'default'],
  [{}, undefined, 'default'],
])('with the headers %j the key %j leads into the scope %s', (headers, key, scope) => {
  expect(readControls(headers, key)).toEqual({ scope })
})

test.each(['test 17', 'größe 🎉', ' a ', '100%', '%41', 'a\nb', '__proto__'])(
  'the key of the scope %j leads there in a header',
  (name) => {
    const headers = new Headers({ authorization: `Bearer ${keyOfScope(name)}` })

    const key = keyOf({ authorization: headers.get('authorization') ?? undefined })

    expect(readControls({}, key)).toEqual({ scope: name })
  },
)

test('a key that is written by hand may have a percent sign', () => {
  expect(readControls({}, 'sk-test-50%-off')).toEqual({ scope: '50%-off' })
  expect(keyOfScope('\uD800')).toBe('sk-test-%EF%BF%BD')
})

test.each([
  ['instant', { pace: 'instant' }],
  ['natural', { pace: 'natural' }],
  ['time_to_first_token=300ms; inter_token_latency=40ms', { time_to_first_token: 300, inter_token_latency: 40 }],
  ['jitter=1s; inter_token_latency=soon; speed=3s; __proto__=1s', { jitter: 1000 }],
  ['inter_token_latency=-5ms', {}],
  ['fast', {}],
])('x-cuecard-pace: %s asks for %j', (text, pace) => {
  expect(readControls({ 'x-cuecard-pace': text }, undefined).pace).toEqual(pace)
})

test.each([
  ['rate_limited', { name: 'error', value: 'rate_limited', beside: {} }],
  [
    'rate_limited; retry_after=20ms; param=model; broken; =x',
    { name: 'error', value: 'rate_limited', beside: { retry_after: 20, param: 'model' } },
  ],
])('x-cuecard-error: %s asks for %j', (text, error) => {
  expect(readControls({ 'x-cuecard-error': text }, undefined).error).toEqual(error)
})

test('x-cuecard-strictness: literal asks for the letter of the document', () => {
  expect(readControls({ 'x-cuecard-strictness': 'literal' }, undefined).strictness).toBe('literal')
})

test.each([
  ['x-cuecard-strictness', 'lax', 'practical or literal'],
  ['x-cuecard-pace', 'slowly', 'instant, natural or times such as inter_token_latency=40ms; jitter=10ms'],
  ['x-cuecard-pace', 'jitter=10', 'instant, natural or times such as inter_token_latency=40ms; jitter=10ms'],
  ['x-cuecard-error', 'rate_limited; retry_after=20', 'a duration with its unit, such as retry_after=20ms'],
])('%s: %s is a problem, which says what to write', (header, given, wanted) => {
  const { problem } = readControls({ [header]: given }, undefined)

  expect(problem).toEqual({ header, message: `The request header ${header} is '${given}': write ${wanted}.` })
})
