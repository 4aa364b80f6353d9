import { backtracksExponentially } from '../core/backtracking.ts'

/** A text that stands for a regular expression, compiled; or what is wrong with it and what to write instead. */
export type Pattern = { readonly regex: RegExp } | { readonly problem: string }

/** Longer ones are programs, and searching them for slow loops takes time. */
const longest = 2_000

/** `^x` is an expression as it stands, and so is `/v1/chat`; `/^x/i` is one with flags (`i`, `m`, `s`, `u`, `v`). */
export const toRegex = (text: string): Pattern => {
  const [, source = text, flags = ''] = /^\/([^]+)\/([dgimsuvy]*)$/.exec(text) ?? []
  const stray = flags === '' ? strayFlag(text) : undefined
  if (stray !== undefined)
    return {
      problem: `has the flag "${stray}", which does not exist: write some of i, m, s, u, v; if it is a path, ^ in front of it`,
    }
  if (/[^imsuv]/.test(flags)) return { problem: `has the flags "${flags}": write some of i, m, s, u, v` }
  if (source.length > longest) return { problem: `is longer than ${longest} characters: write a shorter one` }
  try {
    return { regex: new RegExp(source, flags) }
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: (?:\/[^]*\/[a-z]*: )?/, '') : ''
    return { problem: `is no regular expression (${reason}): write ^x, or /^x/i for flags` }
  }
}

/** The one letter behind `/x/` that is no flag; several letters may be the end of a path. */
const strayFlag = (text: string): string | undefined => /^\/(?:[^/\\]|\\[^])+\/([a-z])$/i.exec(text)?.[1]

/** What is wrong with a regular expression in a scenario: it does not compile, or can take for ever. */
export const findPatternProblem = (text: string): { readonly code: string; readonly problem: string } | undefined => {
  const pattern = toRegex(text)
  if ('problem' in pattern) return { code: 'bad-regex', problem: pattern.problem }
  if (!backtracksExponentially(pattern.regex)) return undefined
  return {
    code: 'slow-regex',
    problem:
      'can take exponentially long, because a loop in it can match the same text in several ways: write (a|b)* without overlaps, x+ instead of (x+)+',
  }
}

/** The names of the groups in a regular expression. */
export const groupNamesOf = (regex: RegExp): readonly string[] =>
  [...regex.source.matchAll(/\(\?<([^=!>][^>]*)>/g)].map(([, name = '']) => name)
