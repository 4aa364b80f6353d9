import { afterEach, expect, test, vi } from 'vitest'
import { createProgress } from '../../src/cli/progress.ts'

const { isTTY } = process.stderr

afterEach(() => {
  process.stderr.isTTY = isTTY
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test.each([
  { terminal: true, ci: '', shown: ['\r\u001B[K1 of 2 one', '\r\u001B[K'] },
  { terminal: true, ci: 'true', shown: [] },
  { terminal: false, ci: '', shown: [] },
])('progress is shown on a terminal and not in CI: $terminal, "$ci"', ({ terminal, ci, shown }) => {
  process.stderr.isTTY = terminal
  vi.stubEnv('CI', ci)
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const progress = createProgress(2)

  progress.advance('one')
  progress.end()

  expect(write.mock.calls.map(([text]) => text)).toEqual(shown)
})
