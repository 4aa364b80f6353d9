import { expect, test } from 'vitest'
import { renderJson } from '../../../src/wire/json.ts'

test.each([
  [{ indent: 0, newline: false }, '{"a":[1]}'],
  [{ indent: 2, newline: true }, '{\n  "a": [\n    1\n  ]\n}\n'],
  [{ indent: 4, newline: true }, '{\n    "a": [\n        1\n    ]\n}\n'],
] as const)('the layout %j is printed as the service does', (layout, text) => {
  expect(renderJson({ a: [1], absent: undefined }, layout)).toBe(text)
})

test('with a callback the text is the argument of a call, safe inside a script element and for older engines', () => {
  const text = renderJson({ a: '</script>\u2028' }, { indent: 0, newline: true, callback: 'shop.done' })

  expect(text).toBe('shop.done({"a":"\\u003c/script>\\u2028"})')
})
