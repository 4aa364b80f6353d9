import { expect, test } from 'vitest'
import { compileTemplate } from '../../../src/scenarios/template.ts'
import { callWith } from './cases.ts'

const call = callWith({ user: 'say {{ model }}', turn: 2, tools: ['a', 'b'], stream: true })

test.each([
  ['{{ user }}', 'say {{ model }}'],
  ['{{user}}{{  model  }}', 'say {{ model }}gpt-4o'],
  ['turn {{ turn }}, {{ stream }}, {{ tools }}', 'turn 2, true, a, b'],
  ['[{{ system }}]', '[]'],
  ['{{ city }} {{ größe }}', 'Paris $& 10'],
  ['\\{{ user }} stays', '{{ user }} stays'],
  ['{{ unknown }} {{ user.name }} {{}} {{ constructor }}', '{{ unknown }} {{ user.name }} {{}} {{ constructor }}'],
  ['{{{ city }}}', '{Paris $&}'],
])('%s becomes %s', (template, text) => {
  expect(compileTemplate(template)?.(call, { city: 'Paris $&', größe: '10' })).toBe(text)
})

test('groups come before facts of the same name', () => {
  expect(compileTemplate('{{ model }}')?.(call, { model: 'mine' })).toBe('mine')
})

test('a value without templates needs no filling', () => {
  expect(compileTemplate({ a: ['text', 1, null, { b: '{ user }' }] })).toBeUndefined()
})

test('texts are filled wherever they stand, and keys are left alone', () => {
  const template = JSON.parse('{ "a": ["{{ city }}", 1], "{{ city }}": { "__proto__": "{{ city }}" } }')

  expect(JSON.stringify(compileTemplate(template)?.(call, { city: 'Rome' }))).toBe(
    '{"a":["Rome",1],"{{ city }}":{"__proto__":"Rome"}}',
  )
})
