import type { Member, Outline } from './outline.ts'

/** `missing`: the provider has it and we do not; `extra`: the other way round. */
export type DriftKind = 'missing' | 'extra' | 'type' | 'enum' | 'required' | 'range'

/** One difference between our schema and the provider's. */
export interface Drift {
  readonly kind: DriftKind
  /** `messages[].content`. */
  readonly at: string
  /** What our schema says, and what the provider's does. */
  readonly ours: string
  readonly theirs: string
}

/** Every difference, place by place in the provider's order, then what only we have. Below a missing place nothing else is said. */
export const compareOutlines = (ours: Outline, theirs: Outline): readonly Drift[] => [
  ...[...theirs].flatMap(([at, member]) => {
    const own = ours.get(at)
    if (own !== undefined) return [...differences(at, own, member)]
    return isBelowOther(at, ours) ? [] : [{ kind: 'missing', at, ours: 'nothing', theirs: described(member) } as const]
  }),
  ...[...ours].flatMap(([at, member]): readonly Drift[] =>
    theirs.has(at) || isBelowOther(at, theirs)
      ? []
      : [{ kind: 'extra', at, ours: described(member), theirs: 'nothing' }],
  ),
]

/** Whether the place around it is not there either. */
const isBelowOther = (at: string, outline: Outline): boolean => at !== '' && !outline.has(parentOf(at))

const parentOf = (at: string): string => at.replace(/(\[\]|(?:^|\.)[^.[\]]+)$/, '')

function* differences(at: string, ours: Member, theirs: Member): Iterable<Drift> {
  const types = [typesOf(ours), typesOf(theirs)] as const
  if (types[0] !== types[1]) yield { kind: 'type', at, ours: types[0], theirs: types[1] }
  const values = [valuesOf(ours, theirs), valuesOf(theirs, ours)] as const
  if (values[0] !== values[1]) yield { kind: 'enum', at, ours: values[0], theirs: values[1] }
  if (ours.required !== theirs.required)
    yield { kind: 'required', at, ours: requiredOf(ours), theirs: requiredOf(theirs) }
  const keywords = new Set([...Object.keys(theirs.bounds), ...Object.keys(ours.bounds)])
  for (const keyword of keywords) {
    const [own, other] = [ours.bounds[keyword], theirs.bounds[keyword]]
    if (own !== other) yield { kind: 'range', at, ours: boundOf(keyword, own), theirs: boundOf(keyword, other) }
  }
}

const typesOf = ({ types }: Member): string => (types.length === 0 ? 'anything' : types.join(' or '))
const requiredOf = ({ required }: Member): string => (required ? 'required' : 'optional')
const boundOf = (keyword: string, bound: number | string | undefined): string =>
  bound === undefined ? `no ${keyword}` : `${keyword} ${bound}`

/** Of long lists only what the other does not have. */
const valuesOf = ({ values }: Member, other: Member): string => {
  if (values === undefined) return 'any value'
  const own = values.filter((value) => other.values?.includes(value) !== true)
  if (other.values === undefined) return values.join(', ')
  return own.length === 0 ? 'no more values' : own.join(', ')
}

const described = (member: Member): string => `${requiredOf(member)} ${typesOf(member)}`
