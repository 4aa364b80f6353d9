import { toTree, type Tree } from './regex-tree.ts'

/**
 * Whether matching can take time exponential in the length of the text: whether some loop can be gone round in two ways
 * over the same characters. The expression is made an automaton with one position for every character it takes
 * (Glushkov); two ways exist when a pair of walks leaves a position together, parts, and meets there again.
 * What lookarounds and backreferences forbid is not considered, and what is too large to search counts as slow.
 * `many`: a group repeated this often counts as repeated without end.
 */
export const backtracksExponentially = (regex: RegExp, many = mostCopies): boolean => {
  if ((regex.source.match(/(?<![(*+?}\\])\?/g)?.length ?? 0) > mostOptionals) return true
  // Only a loop around a group has two ways round.
  if (!/\)[*+{]/.test(regex.source)) return false
  const automaton = createAutomaton(regex, many)
  return automaton.add(toTree(regex)) === tooLarge || automaton.hasTwoWays()
}

/** Which parts are left out can be chosen in two ways for each of them: more than so many are as bad as a loop. */
const mostOptionals = 20

/** The longest text on which an expression that backtracks exponentially comes to an end in about a hundredth of a second. */
export const bearableLength = ({ source }: RegExp): number => {
  // Behind every character there are about as many ways to go on as there are choices and repetitions.
  const ways = 2 + (source.match(/[|?*+{]/g)?.length ?? 0)
  return Math.floor(mostDigits / Math.log10(ways))
}

/** Of the number of ways that are tried. */
const mostDigits = 5

const tooLarge = 'too large'
const mostPositions = 600
const mostSteps = 2_000_000
const mostCopies = 10
/** A single character repeated more often than this, too. */
const manyCharacters = 64

interface Part {
  readonly first: readonly number[]
  readonly last: readonly number[]
  readonly nullable: boolean
}

const nothing: Part = { first: [], last: [], nullable: true }

const createAutomaton = (regex: RegExp, many: number) => {
  const samples = createSamples(regex)
  /** What each position takes. */
  const taken: number[] = []
  /** For each position, the next ones and in how many ways they are reached: 2 means several. */
  const follow: Map<number, 1 | 2>[] = []
  let isSlow = false

  const build = (tree: Tree): Part => {
    switch (tree.kind) {
      case 'empty':
        return nothing
      case 'look':
        build(tree.body)
        return nothing
      case 'char':
      case 'set':
      case 'backreference':
        return buildPosition(tree)
      case 'sequence':
        return tree.items.reduce<Part>((before, item) => join(before, build(item)), nothing)
      case 'choice': {
        const parts = tree.items.map(build)
        return {
          first: parts.flatMap((part) => part.first),
          last: parts.flatMap((part) => part.last),
          nullable: parts.some((part) => part.nullable),
        }
      }
      case 'repeat':
        return buildRepeat(tree.body, tree.min, tree.max)
    }
  }

  const buildPosition = (tree: Tree): Part => {
    if (taken.length >= mostPositions) throw new RangeError(tooLarge)
    const position = taken.push(samples.takenBy(tree)) - 1
    follow.push(new Map())
    return { first: [position], last: [position], nullable: tree.kind === 'backreference' }
  }

  const buildRepeat = (body: Tree, min: number, max: number): Part => {
    const limit = isSingle(body) ? manyCharacters : many
    if (max === 0) return nothing
    if (max < limit || (max === Infinity && min < limit && min > 1)) {
      if (min > 0) return join(build(body), buildRepeat(body, min - 1, max - 1))
      const once = build(body)
      return { ...(max > 1 ? join(once, buildRepeat(body, 0, max - 1)) : once), nullable: true }
    }
    const part = build(body)
    if (max === 1) return { ...part, nullable: true }
    // Which of the repetitions were empty can be chosen in very many ways.
    if (part.nullable && min >= many) isSlow = true
    connect(part.last, part.first)
    return min === 0 ? { ...part, nullable: true } : part
  }

  const join = (before: Part, after: Part): Part => {
    connect(before.last, after.first)
    return {
      first: before.nullable ? [...before.first, ...after.first] : before.first,
      last: after.nullable ? [...before.last, ...after.last] : after.last,
      nullable: before.nullable && after.nullable,
    }
  }

  const connect = (from: readonly number[], to: readonly number[]): void => {
    for (const position of from) {
      const next = follow[position]
      for (const target of to) next?.set(target, next.has(target) ? 2 : 1)
    }
  }

  const meet = (one: number, other: number): boolean => samples.overlap(taken[one] ?? 0, taken[other] ?? 0)

  let steps = 0
  const comesBack = (start: number): boolean => {
    const size = taken.length
    const seen = new Set([start * size + start])
    const open = [{ one: start, other: start, parted: false }]
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      for (const [one, ways] of follow[pair.one] ?? []) {
        for (const other of (follow[pair.other] ?? new Map<number, 1 | 2>()).keys()) {
          if ((steps += 1) > mostSteps) return true
          if (!meet(one, other)) continue
          const parted = pair.parted || one !== other || (pair.one === pair.other && ways === 2)
          if (parted && one === start && other === start) return true
          const code = (parted ? size * size : 0) + one * size + other
          if (seen.has(code)) continue
          seen.add(code)
          open.push({ one, other, parted })
        }
      }
    }
    return false
  }

  return {
    add: (tree: Tree): typeof tooLarge | undefined => {
      try {
        build(tree)
        return undefined
      } catch (error) {
        if (error instanceof RangeError) return tooLarge
        throw error
      }
    },
    hasTwoWays: (): boolean => isSlow || taken.some((_, position) => comesBack(position)),
  }
}

const isSingle = (tree: Tree): boolean => tree.kind === 'char' || tree.kind === 'set'

/**
 * Characters to tell sets apart by: ASCII, those the expression names, and relatives of many scripts. The engine itself
 * says which of them an atom takes.
 */
const createSamples = ({ source, flags }: RegExp) => {
  const characters = new Set(`\u00a0éßÇµİıſKΩσςяЖאع中あ한\u2028\ufeff😀\ud83d\ude00${source}`)
  for (let code = 0; code < 128; code++) characters.add(String.fromCharCode(code))
  const samples = [...characters]
  const idByText = new Map<string, number>()
  const takenById: (readonly boolean[])[] = []
  const overlaps = new Map<number, boolean>()

  const test = (text: string): readonly boolean[] => {
    try {
      const atom = new RegExp(`^(?:${text})$`, flags)
      return samples.map((sample) => atom.test(sample))
    } catch {
      // An atom that means something only in its place may take anything.
      return samples.map(() => true)
    }
  }

  const overlapOf = (one: number, other: number): boolean =>
    takenById[one]?.some((isTaken, index) => isTaken && takenById[other]?.[index] === true) ?? false

  return {
    /** An id for the characters that an atom takes. */
    takenBy: (tree: Tree): number => {
      const text = textOf(tree)
      const id = idByText.get(text) ?? takenById.push(test(text)) - 1
      idByText.set(text, id)
      return id
    },
    /** Whether some character is taken by both. */
    overlap: (one: number, other: number): boolean => {
      const key = one * mostPositions + other
      const overlap = overlaps.get(key) ?? overlapOf(one, other)
      overlaps.set(key, overlap)
      return overlap
    },
  }
}

const textOf = (tree: Tree): string => {
  if (tree.kind === 'set') return tree.source
  return tree.kind === 'char' ? tree.char.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&') : '[^]'
}
