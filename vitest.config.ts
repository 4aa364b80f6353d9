import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    setupFiles: ['test/support/fixed-seeds.ts'],
    globalSetup: ['test/support/agent/serve.ts'],
    typecheck: { include: ['test/types/**/*.test-d.ts'], checker: 'tsc', tsconfig: './tsconfig.json' },
  },
})
