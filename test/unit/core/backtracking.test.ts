import { expect, test } from 'vitest'
import { backtracksExponentially } from '../../../src/core/backtracking.ts'

test.each([
  /(a+)+$/,
  /(a*)*b/,
  /(a|a)*$/,
  /(a|b|ab)*c/,
  /^(\w+\s?)*$/,
  /(?:a?b?)*c/,
  /([a-z]{1,63})+!/,
  /(a?){30}a{30}/,
  /(a|a){30}b/,
  /(a{1,2})*b/,
  /(\d+|\w)*;/,
  /(x+x+)+y/,
  /((a{2,})+)b/,
  /(\p{L}+\w*)+!/u,
  /(?=(a+)+$)a/,
  /(.|\s)*x/,
  /(É|é)*x/i,
])('%s can take exponentially long', (regex) => {
  expect(backtracksExponentially(regex)).toBe(true)
})

test.each([
  /^gpt-4o/,
  /(\w+\s)*$/,
  /([^,]+,)*x/,
  /(ab|cd)+$/,
  /(a{2})*b/,
  /\d{4}-\d{2}(-\d{2})?/,
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
  /("[^"]*"|'[^']*')*/,
  /(foo|bar|baz)*x/,
  /([0-9a-f]{12}-)*/,
  /(\p{L}+ )*x/u,
  /(É|é)*x/,
  /(?:order|ticket) #(\d+)/,
  /(a|b)*abb/,
  /(\d{1,3}\.){3}\d{1,3}/,
  /[)+*]+x/,
])('%s cannot take exponentially long', (regex) => {
  expect(backtracksExponentially(regex)).toBe(false)
})

test('an expression too large to be searched counts as slow, soon', () => {
  const words = Array.from({ length: 300 }, (_, index) => `word${index}`)

  expect(backtracksExponentially(new RegExp(`(${words.join('|')})*x`))).toBe(true)
})
