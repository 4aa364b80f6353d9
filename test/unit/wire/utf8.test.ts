import { expect, test } from 'vitest'
import { utf8Length } from '../../../src/wire/utf8.ts'

test.each(['', 'plain', 'ü', '€', '🎉', 'a🎉é', '\ud83c', '\udf89', '\udf89\ud83c', 'x\ud83cy'])(
  '%j is as long as its encoding',
  (text) => {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
  },
)
