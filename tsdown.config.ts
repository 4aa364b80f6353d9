import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { defineConfig } from 'tsdown'
import { validatorOptions } from './src/contracts/schema-check.ts'

// Our own package.json.
const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, object>

const licenceOf = (name: string): string => `/*!\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}\n*/`

/** Runs `*.packed.ts` while building: the text that they export loads in a tenth of the time of what it is made from. */
const packed = {
  name: 'packed',
  load: {
    filter: { id: /\.packed\.ts$/ },
    handler: async (id: string) => {
      const exported = Object.entries((await import(pathToFileURL(id).href)) as Record<string, string>)
      const lines = exported.map(([name, text]) => `export const ${name} = ${JSON.stringify(text)}`)
      return [licenceOf('gpt-tokenizer'), ...lines].join('\n')
    },
  },
}

/** Schemas that every call meets. */
const frequent = ['openai/chat-completions.request', 'openai/chat-completions.response']

/** Fills `src/contracts/precompiled.ts`: each schema becomes a module `validators:<name>` with its two validators. */
const precompiled = {
  name: 'precompiled',
  resolveId: { filter: { id: /^validators:/ }, handler: (id: string) => `\0${id}` },
  load: {
    filter: { id: /contracts[\\/]precompiled\.ts$|^\0validators:/ },
    handler: (id: string) => {
      if (id.startsWith('\0')) return validatorsModule(readSchema(id.slice('\0validators:'.length)))
      const entries = frequent.map(
        (name) => `['${String(readSchema(name)['$id'])}', () => import('validators:${name}')]`,
      )
      return `export const precompiled = new Map([${entries.join()}])`
    },
  },
}

const readSchema = (name: string): Record<string, unknown> => JSON.parse(readFileSync(`schemas/${name}.json`, 'utf8'))

const validatorsModule = (schema: object): string => {
  const runtime = new Set<string>()
  const validator = (allErrors: boolean): string => {
    const ajv = new Ajv2020({ ...validatorOptions(allErrors), code: { source: true } })
    const code = standalone.default(ajv, ajv.compile(schema)).replaceAll(
      /require\("([^"]+)"\)\.default/g,
      // CommonJS: how its default is reached depends on the bundler.
      (_, path: string) => `runtime(runtime${[...runtime.add(path)].indexOf(path)})`,
    )
    return `(() => { const module = { exports: {} }; ${code}; return module.exports })()`
  }
  const validators = `export const first = ${validator(false)}\nexport const all = ${validator(true)}`
  const imports = [...runtime].map((path, index) => `import runtime${index} from '${path}.js'`)
  return [...imports, 'const runtime = (imported) => imported.default ?? imported', validators].join('\n')
}

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    msw: 'src/adapters/msw.ts',
    node: 'src/node.ts',
    vitest: 'src/adapters/testing/vitest.ts',
    matchers: 'src/adapters/testing/matchers.ts',
    remote: 'src/adapters/testing/remote.ts',
    cli: 'src/cli/cuecard.ts',
  },
  format: 'esm',
  // One build for browsers and Node: what they share stands in shared chunks, once.
  platform: 'neutral',
  target: 'node22.12',
  fixedExtension: false,
  dts: {
    generator: 'tsgo',
    entry: ['src/{index,node}.ts', 'src/adapters/msw.ts', 'src/adapters/testing/{matchers,remote,vitest}.ts'],
  },
  deps: {
    neverBundle: true,
    // Seventy small files take longer to find and read than all the rest.
    alwaysBundle: ['yaml'],
    onlyBundle: ['yaml'],
    onlyImport: [/^node:/, ...Object.keys({ ...dependencies, ...peerDependencies })],
  },
  plugins: [packed, precompiled],
  outputOptions: {
    banner: ({ moduleIds }) => (moduleIds.some((id) => id.includes('/node_modules/yaml/')) ? licenceOf('yaml') : ''),
  },
  failOnWarn: true,
  suppressWarnings: /TypeScript 7\.0 does not yet have a stable API/,
})
