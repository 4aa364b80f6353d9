import { expect, test } from 'vitest'
import { formatFinding, isCuecardError } from '../../../src/core/errors.ts'
import { parseScenario } from '../../../src/scenarios/parse.ts'

const findingsOf = (text: string, file = 'a.yaml'): readonly string[] => {
  try {
    parseScenario(text, { file })
  } catch (error) {
    if (isCuecardError(error)) return error.findings.map((finding) => formatFinding(finding).replace(`${file}:`, ''))
    throw error
  }
  return []
}

test.each([
  [
    'cues:\n  - reply: { content: "hi }\n  - reply: { content: "ho" }\n',
    '2:28 error: the quote that opens at 2:23 is not closed: write " behind the text (yaml-syntax)',
  ],
  [
    "cues:\n  - reply: { content: 'hi }\n",
    "3:1 error: the quote that opens at 2:23 is not closed: write ' behind the text (yaml-syntax)",
  ],
  [
    'cues:\n  - reply: { content: hi\n  - generate: {}\n',
    '3:3 error: the { that opens at 2:12 is not closed here: write a comma between its members, } behind the last (yaml-syntax)',
  ],
  [
    'cues: [\n  { generate: {} },\n',
    '3:1 error: the [ that opens at 1:7 is not closed here: write a comma between its members, ] behind the last (yaml-syntax)',
  ],
  [
    'cues: []\na: { "b" "c" }\n',
    '2:10 error: something is missing in front of this: write a comma or a colon (yaml-syntax)',
  ],
  ['cues: [{}, , {}]\n', '1:12 error: this comma separates nothing: leave it out (yaml-syntax)'],
  ['cues: ]\n', '1:7 error: no [ is open that this could close: leave it out (yaml-syntax)'],
  [
    'cues:\n  - name: a\n   reply: {}\n',
    '3:1 error: this is no item of the list: indent it like the keys of the item above, or begin it with "- " (yaml-syntax)',
  ],
  [
    'cues:\n  - a\n name: b\n',
    '3:1 error: this line does not begin where its neighbours do: indent all keys of an object, or items of a list, alike (yaml-syntax)',
  ],
  [
    'name: a: b\n',
    '1:7 error: a key stands within the value of this one: put a text with ": " in it in quotes, else indent both keys alike (yaml-syntax)',
  ],
  ['name:a\n', '1:1 error: it is the text "name:a": write an object (wrong-type)'],
  ['name:a\ncues: []\n', '1:1 error: this is no key with a value: write `key: value`, with a space (yaml-syntax)'],
  ['name: @a\n', '1:7 error: a text cannot begin with this sign: put the text in quotes (yaml-syntax)'],
  ['name: "\\q"\n', '1:8 error: this is no escape: write \\\\ for a backslash (yaml-syntax)'],
  [
    "name: 'it's'\n",
    '1:11 error: what stands in front of this has ended: write the whole text in quotes of the other kind (yaml-syntax)',
  ],
  [
    'name: {{ user }}\n',
    '1:8 error: brackets are read here where a template is meant: put the text in quotes, "{{ user }}" (yaml-syntax)',
  ],
  [
    'name: |x\n a\n',
    '1:8 error: Block scalar header includes extra characters: |x: see to the YAML here (yaml-syntax)',
  ],
])('%j has a slip', (text, finding) => {
  expect(findingsOf(text)).toEqual([finding])
})

test.each([
  ['{ "a": 1 "b": 2 }', '1:8 error: this cannot stand in brackets: write a comma between the members (yaml-syntax)'],
  ['{ "a": 1\n  "b": 2 }', '1:8 error: this cannot stand in brackets: write a comma between the members (yaml-syntax)'],
  [
    '{ "a": [{} {}] }',
    '1:12 error: what stands in front of this has ended: write a comma between the two (yaml-syntax)',
  ],
  ['{ "a": "b\n', '2:1 error: the quote that opens at 1:8 is not closed: write " behind the text (yaml-syntax)'],
  ['"a": |x\n 1', '1:7 error: Block scalar header includes extra characters: |x: see to the JSON here (yaml-syntax)'],
])('%j in a .json file has a slip in its JSON', (text, finding) => {
  const findings = findingsOf(text, 'a.json')

  expect(findings).toContainEqual(finding)
  expect(findings.join()).not.toContain('YAML')
})

test('a text with slips without end is told soon, and not at length', () => {
  expect(findingsOf(`{${'"a" '.repeat(50_000)}`).length).toBeLessThanOrEqual(20)
})
