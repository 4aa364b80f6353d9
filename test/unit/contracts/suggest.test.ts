import { expect, test } from 'vitest'

import { suggest } from '../../../src/contracts/wording/suggest.ts'

test.each([
  ['stor', ['stop', 'store', 'tools'], ['store']],
  ['stot', ['stop', 'store', 'tools'], ['stop', 'store']],
  ['strem', ['store', 'stream'], ['stream', 'store']],
  ['store_', ['stores', 'store'], ['store', 'stores']],
  ['mdoel', ['model'], ['model']],
  ['zzz', ['model', 'n'], []],
  ['', ['n'], ['n']],
  ['x'.repeat(100_000), ['model'], []],
])('%s may have meant one of %j', (name, candidates, meant) => {
  expect(suggest(name, candidates)).toEqual(meant)
})
