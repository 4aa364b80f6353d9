import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** A source file and what it imports, read from its text. */
export interface Module {
  /** From the project's root: `src/core/reply.ts`. */
  readonly path: string
  readonly lines: number
  /** Its text without comments. */
  readonly code: string
  readonly imports: readonly Import[]
}

export interface Import {
  /** As written. */
  readonly specifier: string
  /** The path from the project's root, for relative imports. */
  readonly target: string | undefined
  readonly kind: 'static' | 'dynamic' | 'type'
}

const root = join(import.meta.dirname, '../../..')

export const readModules = (): readonly Module[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => posix.join('src', file.replaceAll('\\', '/')))
    .toSorted()
    .map(readModule)

const readModule = (path: string): Module => {
  const text = readFileSync(join(root, path), 'utf8')
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return { path, code, lines: text.trimEnd().split('\n').length, imports: importsOf(path, code) }
}

const statement = /^(?:import|export)\s+(?<type>type\s+(?!from\b))?(?:[^'"`;]*?\sfrom\s+)?'(?<specifier>[^']+)'/gm
const expression = /\bimport\(\s*'(?<specifier>[^']+)'/g

const importsOf = (path: string, code: string): readonly Import[] => {
  const resolve = (specifier: string, kind: Import['kind']): Import => ({
    specifier,
    kind,
    target: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined,
  })
  return [
    ...[...code.matchAll(statement)].map(({ groups }) =>
      resolve(groups?.['specifier'] ?? '', groups?.['type'] === undefined ? 'static' : 'type'),
    ),
    ...[...code.matchAll(expression)].map(({ groups }) => resolve(groups?.['specifier'] ?? '', 'dynamic')),
  ]
}

/** Everything outside the project that an entry imports, and what these imports themselves reach. */
export const reachedPackages = (
  modules: readonly Module[],
  entry: string,
  kinds: readonly Import['kind'][],
): readonly string[] => {
  const byPath = new Map(modules.map((module) => [module.path, module]))
  const seen = new Set([entry])
  const packages = new Set<string>()
  for (const path of seen) {
    for (const { kind, specifier, target } of byPath.get(path)?.imports ?? []) {
      if (!kinds.includes(kind)) continue
      if (target === undefined) packages.add(specifier)
      else seen.add(target)
    }
  }
  return [...packages].toSorted()
}
