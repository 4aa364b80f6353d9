import type { Random } from '../../../core/random.ts'
import { parseLark, type Grammar, type Part } from './lark-grammar.ts'

/** Texts made at most for one answer, and how deep rules nest before the shortest way is taken. */
const mostSteps = 2_000
const usualDepth = 6
/** Repetitions without an end get at most so many more than they need. */
const mostMore = 2

/** A text that a Lark grammar generates; `undefined`: the grammar cannot be read, or has no end. `match` makes a text for a pattern. */
export const makeByLark = (
  definition: string,
  random: Random,
  match: (pattern: string) => string | undefined,
): string | undefined => {
  const grammar = parseLark(definition)
  if (grammar === undefined) return undefined
  const depths = depthsOf(grammar)
  if (!Number.isFinite(depths.get('start') ?? Infinity)) return undefined
  let steps = 0

  /** `glue` stands between the tokens of a rule. */
  const make = (part: Part, depth: number, glue: string): string | undefined => {
    if (++steps > mostSteps) return undefined
    switch (part.kind) {
      case 'text':
        return part.text
      case 'pattern':
        return match(part.pattern)
      case 'name': {
        const rule = grammar.rules.get(part.name)
        return rule && make(rule, depth + 1, /^_?[A-Z]/.test(part.name) ? '' : glue)
      }
      case 'choice': {
        const shortest = Math.min(...part.parts.map((each) => depthOf(each, depths)))
        const open = part.parts.filter((each) =>
          depth < usualDepth ? depthOf(each, depths) < Infinity : depthOf(each, depths) === shortest,
        )
        return open.length === 0 ? undefined : make(random.pick(open), depth, glue)
      }
      case 'sequence':
        return joined(part.parts, depth, glue)
      case 'repeat': {
        const isOpen = depth < usualDepth && depthOf(part.part, depths) < Infinity
        const more = isOpen ? Math.min(part.most - part.least, mostMore) : 0
        const count = part.least + (more > 0 ? random.below(more + 1) : 0)
        return count > mostSteps ? undefined : joined(new Array<Part>(count).fill(part.part), depth, glue)
      }
    }
  }

  const joined = (parts: readonly Part[], depth: number, glue: string): string | undefined => {
    const texts: string[] = []
    for (const part of parts) {
      const text = make(part, depth, glue)
      if (text === undefined) return undefined
      if (text !== '') texts.push(text)
    }
    return texts.join(glue)
  }

  return make({ kind: 'name', name: 'start' }, 0, grammar.ignoresSpace ? ' ' : '')
}

/** How deep each rule nests at least; infinite where it never ends. */
const depthsOf = ({ rules }: Grammar): ReadonlyMap<string, number> => {
  const depths = new Map<string, number>()
  for (let changed = true; changed;) {
    changed = false
    for (const [name, part] of rules) {
      const depth = 1 + depthOf(part, depths)
      if (depth >= (depths.get(name) ?? Infinity)) continue
      depths.set(name, depth)
      changed = true
    }
  }
  return depths
}

const depthOf = (part: Part, depths: ReadonlyMap<string, number>): number => {
  switch (part.kind) {
    case 'text':
    case 'pattern':
      return 0
    case 'name':
      return depths.get(part.name) ?? Infinity
    case 'choice':
      return Math.min(...part.parts.map((each) => depthOf(each, depths)))
    case 'sequence':
      return Math.max(0, ...part.parts.map((each) => depthOf(each, depths)))
    case 'repeat':
      return part.least === 0 ? 0 : depthOf(part.part, depths)
  }
}
