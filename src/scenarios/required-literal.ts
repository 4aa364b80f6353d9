import { fold } from './fold.ts'
import { toTree, type Tree } from '../core/regex-tree.ts'

/**
 * The longest text, folded, that is part of every folded text in which the regular expression finds something.
 * Empty when there is none, or none that can be told with certainty.
 */
export const requiredLiteral = (regex: RegExp): string => {
  // `(?i:…)` changes what a letter means half-way.
  if (/\(\?[a-z]*-?[a-z]*:/.test(regex.source.replaceAll('(?:', ''))) return ''
  const runs = ['']
  collect(toTree(regex), runs, certainOf(regex.flags))
  return fold(runs.reduce((longest, run) => (run.length > longest.length ? run : longest)))
}

/**
 * Which letters of the expression stand in the folded text as their own folded form. With `i`, engines compare letters by
 * other tables than `toLowerCase` does, except ASCII ones; with `u` even `s` and `k` have relatives outside ASCII. Half of
 * a surrogate pair folds differently from the whole.
 */
const certainOf = (flags: string): RegExp => {
  if (!flags.includes('i')) return /^(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])$/
  return /[uv]/.test(flags) ? /^[^sk\u0080-\uffff]$/i : /^[^\u0080-\uffff]$/
}

const collect = (tree: Tree, runs: string[], certain: RegExp): void => {
  if (tree.kind === 'sequence') {
    for (const item of tree.items) collect(item, runs, certain)
  } else if (tree.kind === 'repeat') {
    runs.push('')
    if (tree.min > 0) collect(tree.body, runs, certain)
    runs.push('')
  } else if (tree.kind === 'char' && certain.test(tree.char)) {
    runs.push(`${runs.pop() ?? ''}${tree.char}`)
  } else if (tree.kind !== 'empty' && tree.kind !== 'look') {
    runs.push('')
  }
}
