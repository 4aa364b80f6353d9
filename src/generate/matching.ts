import type { Random } from '../core/random.ts'
import type { PatternNode } from './pattern.ts'

/** How text for a pattern is made: how far repetitions may go beyond their least, and whether look-aheads are spelled out. */
export interface MatchingManner {
  readonly stretch: number
  readonly withAheads: boolean
  readonly longest: number
  /** Whether characters are taken that read well. */
  readonly isPlain: boolean
}

/** Text that matches a pattern as a rule (look-behinds, negations and borders of words are not minded), or undefined. */
export const makeMatching = (node: PatternNode, random: Random, manner: MatchingManner): string | undefined => {
  const groups = new Map<string, string>()
  let left = manner.longest

  const write = (part: PatternNode): string | undefined => {
    switch (part.kind) {
      case 'characters':
        left--
        return part.characters.length === 0 || left < 0
          ? undefined
          : random.pick(manner.isPlain ? part.plain : part.characters)
      case 'sequence':
        return all(part.nodes, write)
      case 'choice':
        return write(random.pick(part.nodes))
      case 'repeat': {
        const spread = Math.min(part.max - part.min, manner.stretch)
        return repeated(part.node, part.min + random.below(spread + 1))
      }
      case 'group': {
        const text = write(part.node)
        if (text !== undefined) groups.set(part.name, text)
        return text
      }
      case 'back':
        return groups.get(part.name) ?? ''
      case 'ahead':
        return manner.withAheads ? write(part.node) : ''
      case 'not':
        return ''
    }
  }

  const repeated = (part: PatternNode, count: number): string | undefined => {
    if (count > left) return undefined
    if (part.kind === 'characters' && part.characters.length === 1) {
      left -= count
      return part.characters[0]?.repeat(count)
    }
    let text = ''
    for (let index = 0; index < count; index++) {
      const next = write(part)
      if (next === undefined) return undefined
      text += next
    }
    return text
  }

  return write(node)
}

const all = (parts: readonly PatternNode[], write: (part: PatternNode) => string | undefined): string | undefined => {
  let text = ''
  for (const part of parts) {
    const next = write(part)
    if (next === undefined) return undefined
    text += next
  }
  return text
}

/** How many characters a text needs at least to match. */
export const leastLength = (node: PatternNode): number => {
  switch (node.kind) {
    case 'characters':
      return 1
    case 'sequence':
      return node.nodes.reduce((total, part) => total + leastLength(part), 0)
    case 'choice':
      return Math.min(...node.nodes.map(leastLength))
    case 'repeat':
      return node.min === 0 ? 0 : node.min * leastLength(node.node)
    case 'group':
      return leastLength(node.node)
    case 'back':
    case 'ahead':
    case 'not':
      return 0
  }
}
