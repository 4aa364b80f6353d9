import { createAutomaton, type Automaton } from './automaton.ts'
import { readFact, type Condition, type Scalar, type View } from './condition.ts'

/** Finds the conditions that may hold for a call, without trying the others. */
export interface CueIndex {
  /** Positions of conditions, ascending: all that hold, and few that do not. */
  candidates(view: View): Positions
  /** The conditions that are tried one by one for the same calls, where they are more than so many. */
  crowds(most: number): readonly (readonly number[])[]
}

export interface Positions {
  /** `undefined` when there are no more. */
  next(): number | undefined
}

/**
 * Indexes each condition by the one thing it needs that fewest others need: a fact that is this value, or has this text in
 * it. Conditions that need nothing in particular are candidates for every call.
 */
export const createCueIndex = (conditions: readonly Condition[]): CueIndex => {
  const always: number[] = []
  const slots: Slots = { is: new Map(), has: new Map() }
  const keys = conditions.map((condition) => toKeys(condition, slots))
  for (const [position, key] of keys.map(mostSelective).entries()) {
    if (key === undefined) always.push(position)
    else for (const slot of key.slots) slot.positions.push(position)
  }
  const values = [...slots.is].map(([fact, slots]) => ({ fact, slots: used(slots) }))
  const texts = [...slots.has].map(([fact, slots]): TextIndex => {
    const found = used(slots)
    return { fact, automaton: createAutomaton([...found.keys()]), slots: [...found.values()] }
  })

  return {
    candidates: (view) => {
      const lists: (readonly number[])[] = []
      for (const { fact, slots } of values) findValues(readFact(fact, view.call), slots, lists)
      for (const text of texts) findTexts(text, view, lists)
      return merge(flatten(lists), always)
    },
    crowds: (most) => {
      const found = [...slots.is.values(), ...slots.has.values()].flatMap((slots) => [...slots.values()])
      return [always, ...found.map(({ positions }) => positions)].filter((positions) => positions.length > most)
    },
  }
}

/** A value that a fact may be, or a text that may be part of it: how many conditions need it, and which are found by it. */
interface Slot {
  uses: number
  readonly positions: number[]
}

interface Slots {
  readonly is: Map<string, Map<Scalar, Slot>>
  readonly has: Map<string, Map<string, Slot>>
}

interface TextIndex {
  readonly fact: string
  readonly automaton: Automaton
  readonly slots: readonly Slot[]
}

/** One way to find a condition: under each of these slots. */
interface Key {
  readonly slots: readonly Slot[]
  /** How much less it tells than another key of as few uses. */
  readonly weight: number
}

/** Facts that are the same for most calls of a test suite tell little. */
const common: ReadonlySet<string> = new Set(['last', 'turn', 'stream', 'model', 'image', 'file', 'audio'])

const toKeys = ({ tests }: Condition, slots: Slots): readonly Key[] => {
  const keys: Key[] = []
  for (const { fact, needs } of tests) {
    const weight = common.has(fact) ? 100 : 1
    for (const need of needs) {
      if (need.kind === 'has')
        keys.push({ slots: [use(slots.has, fact, need.text)], weight: need.text.length < 3 ? weight * 10 : weight })
      else keys.push({ slots: [...new Set(need.values)].map((value) => use(slots.is, fact, value)), weight })
    }
  }
  return keys
}

const use = <Value>(index: Map<string, Map<Value, Slot>>, fact: string, value: Value): Slot => {
  let slots = index.get(fact)
  if (slots === undefined) index.set(fact, (slots = new Map()))
  let slot = slots.get(value)
  if (slot === undefined) slots.set(value, (slot = { uses: 0, positions: [] }))
  slot.uses += 1
  return slot
}

const mostSelective = (keys: readonly Key[]): Key | undefined => {
  let best: Key | undefined
  let least = Infinity
  for (const key of keys) {
    const cost = key.weight * key.slots.reduce((sum, slot) => sum + slot.uses, 0)
    if (cost >= least) continue
    best = key
    least = cost
  }
  return best
}

const used = <Value>(slots: ReadonlyMap<Value, Slot>): ReadonlyMap<Value, Slot> =>
  new Map([...slots].filter(([, slot]) => slot.positions.length > 0))

type Lists = (readonly number[])[]

const findValues = (fact: ReturnType<typeof readFact>, slots: ReadonlyMap<Scalar, Slot>, lists: Lists): void => {
  if (fact === undefined) return
  for (const value of typeof fact === 'object' ? fact : [fact]) {
    const slot = slots.get(value)
    if (slot !== undefined) lists.push(slot.positions)
  }
}

const findTexts = ({ fact, automaton, slots }: TextIndex, view: View, lists: Lists): void => {
  const value = readFact(fact, view.call)
  if (value === undefined) return
  const found: number[] = []
  for (const text of typeof value === 'object' ? value : [value]) {
    if (typeof text === 'string') automaton.scan(view.fold(text), found)
  }
  for (const index of found) lists.push(slots[index]?.positions ?? [])
}

const flatten = (lists: Lists): readonly number[] => {
  const [first = []] = lists
  return lists.length < 2 ? first : lists.flat().toSorted((one, other) => one - other)
}

/** Two ascending lists as one, each position once. */
const merge = (found: readonly number[], always: readonly number[]): Positions => {
  let foundAt = 0
  let alwaysAt = 0
  let last: number | undefined
  const take = (): number | undefined => {
    const one = found[foundAt]
    const other = always[alwaysAt]
    if (one === undefined || (other !== undefined && other < one)) {
      alwaysAt += 1
      return other
    }
    foundAt += 1
    return one
  }
  return {
    next: () => {
      let position = take()
      while (position !== undefined && position === last) position = take()
      last = position
      return position
    },
  }
}
