import { backtracksExponentially, bearableLength } from '../core/backtracking.ts'
import type { PatternNode } from './pattern.ts'

/** Text up to this length is tried on any pattern that does not backtrack exponentially. */
const shortText = 20
/** Repetitions inside each other multiply: few of them are enough. */
const manyTimes = 3
const mostSteps = 3_000_000
const mostParts = 2000

/**
 * The longest text that a pattern can be tried on in about a hundredth of a second, even where it fails. Repetitions inside each other
 * take exponential time, repetitions of the same character behind each other take the power of their number.
 */
export const longestSafe = (node: PatternNode, expression: RegExp): number => {
  if (mayExplode(node, false) && backtracksExponentially(expression, manyTimes)) return bearableLength(expression)
  const runs: Part[][] = [[]]
  addParts(node, runs[0] ?? [], runs)
  const degree = Math.max(...runs.map(degreeOf)) + (expression.source.startsWith('^') ? 0 : 1)
  if (degree <= 1) return Number.POSITIVE_INFINITY
  // Of n characters there are about n^d / d! ways to share them among d repetitions.
  let factorial = 1
  for (let factor = 2; factor <= degree; factor++) factorial *= factor
  return Math.max(shortText, Math.floor((mostSteps * factorial) ** (1 / degree)))
}

/** A repetition or a choice inside a repetition, or what may be left out: where all exponential patterns come from. */
const mayExplode = (node: PatternNode, isRepeated: boolean): boolean => {
  switch (node.kind) {
    case 'sequence':
      return node.nodes.some((part) => mayExplode(part, isRepeated))
    case 'choice':
      return isRepeated || node.nodes.some((part) => mayExplode(part, isRepeated))
    case 'repeat':
      return (
        ((isRepeated || node.max === 1) && node.min !== node.max) ||
        mayExplode(node.node, isRepeated || node.max >= manyTimes)
      )
    case 'group':
    case 'ahead':
    case 'not':
      return mayExplode(node.node, isRepeated)
    default:
      return false
  }
}

/** A step of a pattern: the characters that it takes (undefined: any), how many endless repetitions it has, whether it may be empty. */
interface Part {
  readonly characters: ReadonlySet<string> | undefined
  readonly repeats: number
  readonly isOptional: boolean
}

/** Appends the parts of a node; look-aheads are runs of their own. */
const addParts = (node: PatternNode, run: Part[], runs: Part[][]): void => {
  switch (node.kind) {
    case 'characters':
      run.push({ characters: new Set(node.characters), repeats: 0, isOptional: false })
      return
    case 'sequence':
      for (const part of node.nodes) addParts(part, run, runs)
      return
    case 'group':
      addParts(node.node, run, runs)
      return
    case 'ahead':
    case 'not': {
      const ahead: Part[] = []
      runs.push(ahead)
      addParts(node.node, ahead, runs)
      return
    }
    case 'choice':
      run.push(summary(node.nodes, 1, true))
      return
    case 'back':
      run.push({ characters: undefined, repeats: 0, isOptional: true })
      return
    case 'repeat':
      if (node.max > 10) run.push({ ...summary([node.node], 1, node.min === 0), repeats: 1 })
      else run.push(summary([node.node], node.max, node.min === 0))
  }
}

/** Several nodes, one of which is taken so many times, as one part. */
const summary = (nodes: readonly PatternNode[], times: number, isOptional: boolean): Part => {
  const characters = new Set<string>()
  let isAny = false
  let repeats = 0
  for (const node of nodes) {
    const runs: Part[][] = [[]]
    addParts(node, runs[0] ?? [], runs)
    for (const part of runs.flat()) {
      if (part.characters === undefined) isAny = true
      for (const character of part.characters ?? []) characters.add(character)
    }
    repeats = Math.max(repeats, ...runs.map(degreeOf))
  }
  return { characters: isAny ? undefined : characters, repeats: repeats * times, isOptional }
}

/** The most endless repetitions behind each other that take one and the same character. */
const degreeOf = (parts: readonly Part[]): number => {
  const repeated = parts.filter((part) => part.repeats > 0)
  const all = repeated.reduce((total, part) => total + part.repeats, 0)
  if (all <= 1 || parts.length > mostParts) return all
  const candidates = new Set<string>(['\u0000'])
  for (const part of repeated) for (const character of part.characters ?? []) candidates.add(character)
  let most = 0
  for (const character of candidates) {
    let count = 0
    for (const part of parts) {
      if (part.characters === undefined || part.characters.has(character)) count += part.repeats
      else if (!part.isOptional) count = 0
      most = Math.max(most, count)
    }
  }
  return most
}
