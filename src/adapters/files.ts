import { isUtf8 } from 'node:buffer'
import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
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
  const findings: Finding[] = []
  const scenarios: Scenario[] = []
  for (const path of await findFiles(patterns, cwd)) {
    const file = shown(path, cwd)
    const bytes = await readFile(path)
    const text = bytes.toString('utf8')
    if (!isUtf8(bytes)) {
      findings.push(badEncoding(text, file))
      continue
    }
    try {
      scenarios.push(await readScenarioFile(text, file, places))
    } catch (error) {
      if (!isCuecardError(error)) throw error
      findings.push(...error.findings)
    }
  }
  if (findings.length === 0) return scenarios
  throw new CuecardError('bad_scenario', findings.map(formatFinding).join('\n'), { findings })
}

/** What cannot be decoded stands in the text as U+FFFD. */
const badEncoding = (text: string, file: string): Finding => {
  const lines = text.slice(0, text.indexOf('\uFFFD')).split('\n')
  return {
    severity: 'error',
    code: 'bad-encoding',
    message: 'the file is not in UTF-8: save it as UTF-8',
    source: { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
  }
}

/** The scenario files that patterns name, in path order, each once. Rejects like `loadScenarios` when a pattern names none. */
export const findFiles = async (patterns: string | readonly string[], cwd: string): Promise<readonly string[]> => {
  const files = new Set<string>()
  for (const pattern of [patterns].flat()) for (const file of await filesOf(pattern, cwd)) files.add(file)
  return [...files].toSorted(byPath)
}

/** The folders in which files that patterns name are, or may come to be; for a folder that is not there, the one that it would be in. */
export const findFolders = async (patterns: string | readonly string[], cwd: string): Promise<readonly string[]> => {
  const folders = new Set<string>()
  for (const pattern of [patterns].flat()) {
    const path = isGlob(pattern) ? baseOf(pattern, cwd).folder : resolve(cwd, pattern)
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory() === true) for (const folder of await foldersIn(path)) folders.add(folder)
    else folders.add(await nearestFolder(dirname(path)))
  }
  return [...folders]
}

const nearestFolder = async (path: string): Promise<string> => {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() === true || dirname(path) === path ? path : nearestFolder(dirname(path))
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

/** All files below a folder. */
const walk = async (folder: string): Promise<readonly string[]> => {
  const files: string[] = []
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) files.push(...(await walk(path)))
    else files.push(path)
  }
  return files
}

/** A folder and all folders below it. */
const foldersIn = async (folder: string): Promise<readonly string[]> => {
  const folders = [folder]
  for (const entry of await entriesOf(folder))
    if (entry.isDirectory()) folders.push(...(await foldersIn(join(folder, entry.name))))
  return folders
}

/** Hidden folders and installed packages hold no scenarios. */
const entriesOf = async (folder: string): Promise<readonly Dirent[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter(
    (entry) => !entry.isDirectory() || (entry.name !== 'node_modules' && !entry.name.startsWith('.')),
  )
}

const isGlob = (pattern: string): boolean => /[*?[{]/.test(pattern)

const globbed = async (pattern: string, cwd: string): Promise<readonly string[]> => {
  if (!isGlob(pattern)) return []
  const { folder, rest } = baseOf(pattern, cwd)
  const wanted = globToRegExp(rest)
  return (await walk(folder)).filter((file) => wanted.test(relative(folder, file).replaceAll(sep, '/')))
}

/** The folder in front of a glob's first sign, and the rest. */
const baseOf = (pattern: string, cwd: string): { readonly folder: string; readonly rest: string } => {
  const parts = pattern.replaceAll(sep, '/').split('/')
  const fixed = parts.findIndex(isGlob)
  const folder = resolve(cwd, parts.slice(0, fixed).join('/') || (pattern.startsWith('/') ? '/' : '.'))
  return { folder, rest: parts.slice(fixed).join('/') }
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
