import { expect, test } from 'vitest'
import { reachedPackages, readModules, type Import, type Module } from './modules.ts'

const modules = readModules()
const rooms = ['contracts', 'dialects', 'scenarios', 'endpoints', 'generate', 'wire', 'store']
const entries = ['src/index.ts', 'src/node.ts']

/** Each layer imports the layers below it; folders of one layer do not know each other. */
const layers = [['core'], rooms, ['frame'], ['adapters', 'checks'], ['cli', 'entry']]

const folderOf = (path: string): string => {
  if (entries.includes(path)) return 'entry'
  return /^src\/(?<folder>[^/]+)\//.exec(path)?.groups?.['folder'] ?? 'frame'
}

const layerOf = (path: string): number => layers.findIndex((layer) => layer.includes(folderOf(path)))

const mayImport = (from: string, to: string): boolean =>
  !to.startsWith('src/') || folderOf(from) === folderOf(to) || layerOf(from) > layerOf(to)

/** `importer -> specifier` of every import that the predicate picks. */
const picked = (pick: (module: Module, imported: Import) => boolean): readonly string[] =>
  modules.flatMap((module) =>
    module.imports
      .filter((imported) => pick(module, imported))
      .map(({ specifier }) => `${module.path} -> ${specifier}`),
  )

test('every folder under src belongs to a layer', () => {
  const homeless = modules.filter(({ path }) => layerOf(path) === -1).map(({ path }) => path)

  expect(homeless).toEqual([])
})

test('a module imports only its own folder and the layers below', () => {
  const trespasses = picked(({ path }, { target }) => target !== undefined && !mayImport(path, target))

  expect(trespasses).toEqual([])
})

test('an import names a file that exists, with its ending', () => {
  const files = new Set(modules.map(({ path }) => path))
  const broken = picked(
    (_module, { target }) => target !== undefined && !files.has(target) && !/^schemas\/.+\.json$/.test(target),
  )

  expect(broken).toEqual([])
})

test('only the doors and the command line know Node, and never the msw door', () => {
  const users = picked(
    ({ path }, { specifier }) =>
      specifier.startsWith('node:') && (path === 'src/adapters/msw.ts' || !/^src\/(adapters|cli)\//.test(path)),
  )

  expect(users).toEqual([])
})

test.each([
  ['src/index.ts', /^(node:|msw|vitest)/],
  ['src/adapters/msw.ts', /^(node:|vitest)/],
  ['src/node.ts', /^(msw|vitest)(\/|$)/],
  ['src/adapters/testing/vitest.ts', /^msw/],
  ['src/adapters/testing/matchers.ts', /^(node:|msw|vitest)/],
  ['src/adapters/testing/remote.ts', /^(node:|msw|vitest)/],
  ['src/cli/cuecard.ts', /^(msw|vitest)(\/|$)/],
])('%s reaches nothing that matches %s', (entry, forbidden) => {
  const reached = reachedPackages(modules, entry, ['static', 'dynamic', 'type'])

  expect(reached.filter((specifier) => forbidden.test(specifier))).toEqual([])
})

test.each([
  { entry: 'src/index.ts', loads: ['yaml'] },
  { entry: 'src/node.ts', loads: [] },
  { entry: 'src/cli/serve.ts', loads: [] },
])('$entry loads $loads at once, and other libraries on first use', ({ entry, loads }) => {
  const loaded = reachedPackages(modules, entry, ['static'])

  expect(loaded.filter((specifier) => !specifier.startsWith('node:'))).toEqual(loads)
})

test('time and chance come from the clock and from seeds', () => {
  const sources =
    /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\brandomUUID\b|\bgetRandomValues\b/
  const users = modules.filter(({ path, code }) => path !== 'src/core/clock.ts' && sources.test(code))

  expect(users.map(({ path }) => path)).toEqual([])
})

test('a module has at most 250 lines, data excepted', () => {
  const long = modules.filter(({ path, lines }) => !path.endsWith('.data.ts') && lines > 250)

  expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([])
})

test('no module has a default export', () => {
  const users = modules.filter(({ code }) => /^export default\b/m.test(code))

  expect(users.map(({ path }) => path)).toEqual([])
})
