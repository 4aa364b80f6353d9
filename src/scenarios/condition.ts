import type { Call } from '../core/call.ts'
import { CuecardError } from '../core/errors.ts'
import { isFactName } from '../core/facts.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import { fold } from './fold.ts'
import { groupNamesOf, toRegex } from './pattern.ts'
import { requiredLiteral } from './required-literal.ts'

/** A `when`, compiled: the tests of its facts, all of which must hold, and the schema of the body. */
export interface Condition {
  readonly tests: readonly Test[]
  readonly body?: JsonObject | boolean
}

/** What a `when` asks of one fact. */
export interface Test {
  /** `user`, or `headers.x-test`. */
  readonly fact: string
  /** What is asked, as written. */
  readonly asked: Json
  holds(view: View): boolean
  /** Whether the test holds for a call of which the fact is this value. */
  accepts(value: Scalar): boolean
  /** Things of which at least one is true of the fact when the test holds; none when nothing can be told. */
  readonly needs: readonly Need[]
  /** Named groups of a `matches`. */
  readonly groups?: {
    readonly names: readonly string[]
    find(view: View): Readonly<Record<string, string>> | undefined
  }
}

/** The fact is one of these values, or the folded fact has this text in it. */
export type Need =
  | { readonly kind: 'is'; readonly values: readonly Scalar[] }
  | { readonly kind: 'has'; readonly text: string }

export type Scalar = string | number | boolean

/** A call as conditions look at it: a text is folded once, however many cues ask. */
export interface View {
  readonly call: Call
  fold(text: string): string
}

export const createView = (call: Call): View => {
  let known: Map<string, string> | undefined
  return {
    call,
    fold: (text) => {
      const before = known?.get(text)
      if (before !== undefined) return before
      const folded = fold(text)
      known ??= new Map()
      known.set(text, folded)
      return folded
    },
  }
}

/** Compiles the conditions of a cue. Throws a `CuecardError` for a regular expression that is none. */
export const compileCondition = (when: JsonObject = {}): Condition => {
  const { body, headers, ...facts } = when
  const tests = [
    ...Object.entries(facts).flatMap(([fact, asked]) => compileTests(fact, asked)),
    ...Object.entries(isJsonObject(headers) ? headers : {}).flatMap(([name, asked]) =>
      compileTests(`headers.${name.toLowerCase()}`, asked),
    ),
  ]
  return { tests, ...((isJsonObject(body) || typeof body === 'boolean') && { body }) }
}

/** Reads a fact of a call by the name that tests have for it. */
export const readFact = (fact: string, call: Call): Scalar | readonly string[] | undefined => {
  if (!fact.startsWith('headers.')) return isFactName(fact) ? call.facts[fact] : undefined
  const value: unknown = call.headers[fact.slice('headers.'.length)]
  return typeof value === 'string' ? value : undefined
}

const compileTests = (fact: string, asked: Json | undefined): readonly Test[] =>
  (Array.isArray(asked) ? asked : [asked ?? null]).map((one: Json) => compileTest(fact, one))

/** Every comparison of one test looks at the same text: one tool's name contains this and matches that. */
const compileTest = (fact: string, asked: Json): Test => {
  const comparisons = isJsonObject(asked)
    ? Object.entries(asked).map(([name, operand]) => compileComparison(name, operand ?? null, asked))
    : [equals([asked])]
  const [first] = comparisons
  const isTrue =
    comparisons.length === 1 && first !== undefined
      ? first.isTrue
      : (value: Scalar, view: Folding): boolean => comparisons.every((comparison) => comparison.isTrue(value, view))
  const regexes = comparisons.flatMap(({ regex }) => (regex === undefined ? [] : [regex]))
  const names = regexes.flatMap(groupNamesOf)
  return {
    fact,
    asked,
    holds: (view) => {
      const value = readFact(fact, view.call)
      if (value === undefined) return false
      return typeof value === 'object' ? value.some((item) => isTrue(item, view)) : isTrue(value, view)
    },
    accepts: (value) => isTrue(value, plain),
    needs: comparisons.flatMap(({ need }) => (need === undefined ? [] : [need])),
    ...(names.length > 0 && { groups: { names, find: (view) => findGroups(fact, view, isTrue, regexes) } }),
  }
}

type Folding = Pick<View, 'fold'>

const plain: Folding = { fold }

interface Comparison {
  isTrue(value: Scalar, view: Folding): boolean
  readonly need?: Need
  readonly regex?: RegExp
}

const compileComparison = (name: string, operand: Json, asked: Json): Comparison => {
  if (name === 'one_of') return equals(Array.isArray(operand) ? operand : [operand])
  if (name === 'contains' && typeof operand === 'string') return contains(fold(operand))
  if (name === 'matches' && typeof operand === 'string') return matches(operand)
  throw new CuecardError('bad_scenario', `a condition says ${JSON.stringify(asked)}: write contains, matches or one_of`)
}

const equals = (written: readonly Json[]): Comparison => {
  const values = written.filter((value) => typeof value !== 'object')
  const [only] = values
  return {
    isTrue: values.length === 1 ? (value) => value === only : (value) => values.includes(value),
    need: { kind: 'is', values },
  }
}

const contains = (folded: string): Comparison => ({
  isTrue: (value, view) => typeof value === 'string' && view.fold(value).includes(folded),
  ...(folded !== '' && { need: { kind: 'has', text: folded } }),
})

const matches = (text: string): Comparison => {
  const pattern = toRegex(text)
  if ('problem' in pattern) throw new CuecardError('bad_scenario', `${JSON.stringify(text)} ${pattern.problem}`)
  const { regex } = pattern
  const literal = requiredLiteral(regex)
  return {
    isTrue: (value) => typeof value === 'string' && regex.test(value),
    regex,
    ...(literal !== '' && { need: { kind: 'has', text: literal } }),
  }
}

const findGroups = (
  fact: string,
  view: View,
  isTrue: Comparison['isTrue'],
  regexes: readonly RegExp[],
): Readonly<Record<string, string>> | undefined => {
  const value = readFact(fact, view.call)
  const text = (typeof value === 'object' ? value : [value]).find((item) => item !== undefined && isTrue(item, view))
  if (typeof text !== 'string') return undefined
  return Object.fromEntries(
    regexes.flatMap((regex) =>
      Object.entries(regex.exec(text)?.groups ?? {}).map(([name, found]) => [name, found ?? '']),
    ),
  )
}
