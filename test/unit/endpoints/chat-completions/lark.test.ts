import { expect, test } from 'vitest'
import { createRandom } from '../../../../src/core/random.ts'
import { makeByLark } from '../../../../src/endpoints/chat-completions/make/lark.ts'

/** Patterns of these grammars, and what matches them. */
const matches: ReadonlyMap<string, string> = new Map([
  ['[1-9][0-9]?', '42'],
  ['-?[1-9][0-9]?', '-7'],
  ['[a-z]{3,8}', 'owl'],
  ['"[a-z]{3,8}"', '"owl"'],
  ['[0-9]{3}', '123'],
])
const made = (definition: string): readonly (string | undefined)[] =>
  Array.from({ length: 40 }, (_, seed) => makeByLark(definition, createRandom(seed), (pattern) => matches.get(pattern)))

const arithmetic = `
start: expr
expr: term (SP ADD SP term)* -> add
    | term
term: factor (SP MUL SP factor)* -> mul
    | factor
factor: INT | "(" expr ")"
SP: " "
ADD: "+"
MUL.2: "*"   // binds tighter
%import common.INT
`
const select = `
start: "SELECT" columns "FROM" name [where] ";"
columns: "*" | name ("," name)~1..2
where: "WHERE" name OPERATOR value
OPERATOR: "=" | "<" | ">"
value: SIGNED_NUMBER | TEXT
name: CNAME
%import common (CNAME, SIGNED_NUMBER)
%import common.ESCAPED_STRING -> TEXT
%import common.WS
%ignore WS
`

test.each([
  ['alternatives, groups and repetitions', arithmetic, /^[42+* ()]+$/],
  [
    'optional parts, and spaces where white space is ignored',
    select,
    /^SELECT (\*|owl( , owl){1,2}) FROM owl( WHERE owl [=<>] (-7|"owl"))? ;$/,
  ],
  ['patterns and escapes', 'start: /[0-9]{3}/ "-\\"" ("a" | "b")?', /^123-"[ab]?$/],
  ['terminals without spaces in them', 'start: WORD WORD\nWORD: "a" "b"\n%ignore " "', /^ab ab$/],
  ['the first of a range', 'start: "a".."z"', /^a$/],
])('makes %s', (_what, definition, expected) => {
  const texts = made(definition)

  for (const text of texts) expect(text).toMatch(expected)
})

test('makes different texts, and the same for the same seed', () => {
  expect(new Set(made(select)).size).toBeGreaterThan(4)
  expect(made(select)).toEqual(made(select))
})

test('ends where rules refer to themselves', () => {
  const json = `
    ?value: "{" [pair ("," pair)*] "}" | "[" [value ("," value)*] "]" | ESCAPED_STRING | INT | "true"
    start: value
    pair: ESCAPED_STRING ":" value
    %import common.ESCAPED_STRING
    %import common.INT
  `

  for (const text of made(json)) expect(() => JSON.parse(text ?? '')).not.toThrow()
})

test.each([
  ['has no end', 'start: "a" start'],
  ['has no start', 'begin: "a"'],
  ['names what there is not', 'start: other'],
  ['uses templates', 'start: list{item}'],
  ['is no grammar', 'Hello, world!'],
  ['is empty', ''],
  ['nests without measure', `start: ${'('.repeat(5_000)}"a"${')'.repeat(5_000)}`],
  ['repeats without measure', 'start: "a"~99999999'],
  ['is longer than any', `start: "a"${' | "a"'.repeat(10_000)}`],
])('makes nothing by a grammar that %s', (_what, definition) => {
  expect(made(definition)).toEqual(new Array(40).fill(undefined))
})
