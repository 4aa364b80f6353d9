import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { CuecardError, formatFinding, isCuecardError, type Finding } from '../core/errors.ts'
import type { Scenario } from '../core/scenario.ts'
import { readScenarioFile } from '../scenario-file.ts'

export interface LoadOptions {
  /** Where relative paths start. Default: the working directory. */
  readonly cwd?: string
  /** Whether cues of JSON files know their line and column, as those of YAML files do; it takes longer. Default: false. */
  readonly places?: boolean
}

const endings: readonly string[] = ['.yaml', '.yml', '.json']

/**
 * Reads scenario files: single ones, whole folders, or globs (`scenarios/*.yaml`), in path order, each once.
 * Rejects with one `CuecardError` that holds the findings of all files, or says that there is no file at all.
 */
export const loadScenarios = async (
  patterns: string | readonly string[],
  { cwd = process.cwd(), places = false }: LoadOptions = {},
): Promise<Scenario[]> => {
  const files = new Set<string>()
  for (const pattern of [patterns].flat()) for (const file of await filesOf(pattern, cwd)) files.add(file)

  const findings: Finding[] = []
  const scenarios: Scenario[] = []
  for (const path of [...files].toSorted(byPath)) {
    const file = shown(path, cwd)
    try {
      scenarios.push(await readScenarioFile(await readFile(path, 'utf8'), file, places))
    } catch (error) {
      if (!isCuecardError(error)) throw error
      findings.push(...error.findings)
    }
  }
  if (findings.length === 0) return scenarios
  throw new CuecardError('bad_scenario', findings.map(formatFinding).join('\n'), { findings })
}

const byPath = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** As the author would write it: relative below the working directory, with forward slashes. */
const shown = (path: string, cwd: string): string => {
  const inside = relative(cwd, path)
  return (inside.startsWith('..') || isAbsolute(inside) ? path : inside).replaceAll(sep, '/')
}

const filesOf = async (pattern: string, cwd: string): Promise<readonly string[]> => {
  const path = resolve(cwd, pattern)
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() === true) return [path]
  const files = found?.isDirectory() === true ? await scenarioFilesIn(path) : await globbed(pattern, cwd)
  if (files.length > 0) return files
  const reason = found === undefined && !isGlob(pattern) ? 'does not exist' : `holds no ${endings.join(', ')} file`
  throw new CuecardError('no_files', `no scenarios: '${pattern}' ${reason} (looked in ${cwd})`)
}

const scenarioFilesIn = async (folder: string): Promise<readonly string[]> =>
  (await walk(folder)).filter((file) => endings.includes(extname(file)))

/** All files below a folder; hidden folders and installed packages hold no scenarios. */
const walk = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const files: string[] = []
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) files.push(...(await walk(path)))
    } else files.push(path)
  }
  return files
}

const isGlob = (pattern: string): boolean => /[*?[{]/.test(pattern)

const globbed = async (pattern: string, cwd: string): Promise<readonly string[]> => {
  if (!isGlob(pattern)) return []
  const parts = pattern.replaceAll(sep, '/').split('/')
  const fixed = parts.findIndex(isGlob)
  const folder = resolve(cwd, parts.slice(0, fixed).join('/') || (pattern.startsWith('/') ? '/' : '.'))
  const wanted = globToRegExp(parts.slice(fixed).join('/'))
  return (await walk(folder)).filter((file) => wanted.test(relative(folder, file).replaceAll(sep, '/')))
}

const globSigns = /\*\*\/|\*\*|\*|\?|\[[^\]/]+\]|\{[^{}/]+\}|[^*?[{]+|./g

/** Node's own `glob` warns that it is experimental on the oldest Node that is served. */
const globToRegExp = (glob: string): RegExp => new RegExp(`^${sourceOf(glob)}$`)

const sourceOf = (glob: string): string => glob.replaceAll(globSigns, (sign) => regExpOf(sign))

const regExpOf = (sign: string): string => {
  if (sign === '**/') return '(?:[^/]+/)*'
  if (sign === '**') return '.*'
  if (sign === '*') return '[^/]*'
  if (sign === '?') return '[^/]'
  if (sign.length > 2 && sign.startsWith('[')) return sign.replace(/^\[!/, '[^').replaceAll('\\', '\\\\')
  if (sign.length > 2 && sign.startsWith('{')) return `(?:${sign.slice(1, -1).split(',').map(sourceOf).join('|')})`
  return escaped(sign)
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
