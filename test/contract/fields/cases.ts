import type { Strictness } from '../../../src/core/contract.ts'
import { isJsonObject, type Json, type JsonObject } from '../../../src/core/json.ts'
import type { Path } from '../../../src/core/violation.ts'
import type { Field, FieldGroup, FieldTerms, JsonType } from './field.ts'

/** A body that differs from one that holds at one place only. */
export interface FieldCase {
  readonly why: string
  readonly path: Path
  readonly body: Json
  readonly holds: boolean
}

/** What a row says at one level, as bodies that must be accepted and bodies that must be refused. */
export const casesOf = ({ at, host }: FieldGroup, field: Field, strictness: Strictness): readonly FieldCase[] => {
  const path = toPath(at === '' ? field.name : `${at}.${field.name}`)
  const toCase = ({ why, value, holds }: Variant): FieldCase => ({ why, path, body: put(host, path, value), holds })
  if (strictness === 'practical') return variantsOf({ ...field, ...field.practical }, path).map(toCase)
  return (field.only === undefined ? variantsOf(field, path) : unknown(path)).map(toCase)
}

interface Variant {
  readonly why: string
  readonly value: Json | undefined
  readonly holds: boolean
}

/** An unknown member may be anything; what is inside a value that the level does not take cannot be asked. */
const unknown = (path: Path): readonly Variant[] =>
  path.length > 1 && isInside(path) ? [] : Object.entries(samples).map(([why, value]) => ({ why, value, holds: true }))

/** An item of a list or a member of a map: its absence only makes the list shorter. */
const isInside = (path: Path): boolean => typeof path.at(-1) === 'number' || path.at(-1) === anyName

const variantsOf = (terms: FieldTerms, path: Path): readonly Variant[] => {
  const { good, more = [], bad = [], values = [], required = false } = terms
  return [
    ...(isInside(path) ? [] : [{ why: 'absent', value: undefined, holds: !required }]),
    ...[good, ...more, ...values].map((value) => ({ why: 'good', value, holds: true })),
    ...bad.map((value) => ({ why: 'bad', value, holds: false })),
    ...(values.length === 0 ? [] : [{ why: 'not one of the values', value: 'none of these', holds: false }]),
    ...wrongTypes(terms),
    ...rangeVariants(terms),
    ...lengthVariants(terms),
  ]
}

const samples: Readonly<Record<JsonType, Json>> = {
  string: 'text',
  integer: 7,
  number: 1.5,
  boolean: true,
  object: {},
  array: [],
  null: null,
}

const wrongTypes = ({ type }: FieldTerms): readonly Variant[] => {
  const allowed = typeof type === 'string' ? [type] : type
  return Object.entries(samples)
    .filter(([name]) => !allowed.some((one) => one === name || (one === 'number' && name === 'integer')))
    .map(([name, value]) => ({ why: `of type ${name}`, value, holds: false }))
}

const rangeVariants = ({ type, range: [least, most] = [undefined, undefined] }: FieldTerms): readonly Variant[] => {
  const step = [type].flat().includes('integer') ? 1 : 0.001
  return [
    ...(least === undefined ? [] : ends('least', least, least - step)),
    ...(most === undefined ? [] : ends('most', most, most + step)),
  ]
}

const lengthVariants = ({ good, length: [least = 0, most] = [0, undefined] }: FieldTerms): readonly Variant[] => [
  ...(least === 0 ? [] : ends('shortest', sized(good, least), sized(good, least - 1))),
  ...(most === undefined ? [] : ends('longest', sized(good, most), sized(good, most + 1))),
]

const ends = (why: string, end: Json, beyond: Json): readonly Variant[] => [
  { why: `the ${why}`, value: end, holds: true },
  { why: `beyond the ${why}`, value: beyond, holds: false },
]

/** A value of the same kind, of this length. */
const sized = (value: Json, length: number): Json => {
  if (typeof value === 'string') return 'x'.repeat(length)
  const numbers = Array.from({ length }, (_, index) => index)
  if (Array.isArray(value)) return numbers.map((): Json => value[0] ?? null)
  const [member = null] = Object.values(value ?? {})
  return Object.fromEntries(numbers.map((number) => [`k${number}`, member]))
}

/** Stands for the names of a map; those of `logit_bias` are numbers. */
const anyName = '0'

/** `messages[0].metadata.*` as a path. */
const toPath = (place: string): Path =>
  [...place.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part === '*' ? anyName : part))

/** A copy with this value at this place, or with nothing there. */
const put = (target: Json | undefined, [part, ...rest]: Path, value: Json | undefined): Json => {
  if (typeof part === 'number') {
    const items: readonly Json[] = Array.isArray(target) ? target : []
    if (rest.length === 0 && value === undefined) return items.filter((_, index) => index !== part)
    return items.length === 0
      ? [replaced(undefined, rest, value)]
      : items.map((item, index) => (index === part ? replaced(item, rest, value) : item))
  }
  const members: JsonObject = isJsonObject(target) ? target : {}
  const { [part ?? '']: before, ...others } = members
  if (rest.length === 0 && value === undefined) return others
  return { ...members, [part ?? '']: replaced(before, rest, value) }
}

const replaced = (before: Json | undefined, rest: Path, value: Json | undefined): Json =>
  rest.length === 0 ? (value ?? null) : put(before, rest, value)
