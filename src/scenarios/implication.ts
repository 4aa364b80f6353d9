import { canonicalText, isJsonObject, type Json } from '../core/json.ts'
import { isFactName, noFacts } from '../core/facts.ts'
import type { Condition, Scalar, Test } from './condition.ts'
import { fold } from './fold.ts'
import { toRegex } from './pattern.ts'
import { requiredLiteral } from './required-literal.ts'

/** Tests that look at one value: all those of a fact that has one, a single one of a fact that is a list. */
type Group = readonly Test[]

/** Whether every call for which the second condition holds is one for which the first does too. True only where that can be told. */
export const covers = (wide: Condition, narrow: Condition): boolean => {
  if (wide.body !== undefined && wide.body !== true) {
    if (narrow.body === undefined || canonicalText(wide.body) !== canonicalText(narrow.body)) return false
  }
  if (wide.tests.length === 0) return true
  const groups = groupsOf(narrow)
  return wide.tests.every((test) => groups.some((group) => group[0]?.fact === test.fact && follows(test, group)))
}

/** Two tests of a condition that exclude each other (one, if it excludes itself); undefined when none can be told to. */
export const findContradiction = (condition: Condition): Group | undefined => {
  const groups = groupsOf(condition)
  const empty = groups.find((group) => exactValues(group)?.length === 0)
  if (empty !== undefined) {
    const first = empty.find(isExact)
    const other = empty.find((test) => exactValues([first ?? test, test])?.length === 0)
    return other === undefined || first === undefined ? empty : [...new Set([first, other])]
  }
  const turn = groups.find((group) => group[0]?.fact === 'turn')
  const spoken = groups.find((group) => group[0]?.fact === 'assistant')
  // In the first turn the assistant has not said anything.
  return turn !== undefined && spoken !== undefined && exactValues(turn)?.every((value) => value === 1) === true
    ? [...turn, ...spoken]
    : undefined
}

const groupsOf = ({ tests }: Condition): readonly Group[] => {
  const groups = new Map<string, Test[]>()
  for (const [index, test] of tests.entries()) {
    const key = isList(test.fact) ? `${test.fact} ${index}` : test.fact
    groups.set(key, [...(groups.get(key) ?? []), test])
  }
  return [...groups.values()]
}

const isList = (fact: string): boolean => isFactName(fact) && Array.isArray(noFacts[fact])

/** Whether a test holds for every value that all tests of a group accept. */
const follows = (test: Test, group: Group): boolean => {
  const values = exactValues(group)
  if (values !== undefined) return values.length > 0 && values.every((value) => test.accepts(value))
  const known = group.flatMap(({ asked }) => partsOf(asked))
  return partsOf(test.asked).every((part) => known.some((other) => isPartOf(part, other)))
}

/** The only values that all tests of a group accept; undefined when they cannot be counted. */
const exactValues = (group: Group): readonly Scalar[] | undefined => {
  const exact = group.find(isExact)
  return exact && allowed(exact.asked).filter((value) => group.every((test) => test.accepts(value)))
}

const isExact = ({ asked }: Test): boolean => !isJsonObject(asked) || asked['one_of'] !== undefined

const allowed = (asked: Json): readonly Scalar[] => {
  const values = isJsonObject(asked) ? asked['one_of'] : asked
  return (Array.isArray(values) ? values : [values]).filter(isScalar)
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value)

interface Part {
  readonly name: string
  readonly text: string
}

const partsOf = (asked: Json): readonly Part[] =>
  isJsonObject(asked)
    ? Object.entries(asked).map(([name, operand]) => ({ name, text: typeof operand === 'string' ? operand : '' }))
    : [{ name: 'is', text: '' }]

const isPartOf = (part: Part, other: Part): boolean => {
  if (part.name === 'matches') return other.name === 'matches' && other.text === part.text
  if (part.name !== 'contains') return false
  const wanted = fold(part.text)
  if (other.name === 'contains') return fold(other.text).includes(wanted)
  return other.name === 'matches' && literalOf(other.text).includes(wanted)
}

const literalOf = (source: string): string => {
  const pattern = toRegex(source)
  return 'regex' in pattern ? requiredLiteral(pattern.regex) : ''
}

/** A value that a call for which the tests of a fact hold could have, so that an index finds whatever covers them. */
export const sampleOf = (tests: readonly Test[]): Scalar => {
  const [value] = exactValues(tests) ?? []
  if (value !== undefined) return value
  const parts = tests.flatMap(({ asked }) => partsOf(asked))
  // No literal reaches across a NUL that none of them has.
  return parts.map(({ name, text }) => (name === 'matches' ? literalOf(text) : text)).join('\0')
}
