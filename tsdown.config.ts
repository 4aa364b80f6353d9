import { readFileSync } from 'node:fs'
import { defineConfig } from 'tsdown'

// Our own package.json.
const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, object>

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    msw: 'src/adapters/msw.ts',
    node: 'src/node.ts',
    cli: 'src/cli/cuecard.ts',
  },
  format: 'esm',
  // One build for browsers and Node: what they share stands in shared chunks, once.
  platform: 'neutral',
  target: 'node22.12',
  fixedExtension: false,
  dts: { generator: 'tsgo', entry: ['src/index.ts', 'src/adapters/msw.ts', 'src/node.ts'] },
  deps: {
    neverBundle: true,
    onlyImport: [/^node:/, ...Object.keys({ ...dependencies, ...peerDependencies })],
  },
  failOnWarn: true,
  suppressWarnings: /TypeScript 7\.0 does not yet have a stable API/,
})
