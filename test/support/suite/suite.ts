import { join } from 'node:path'
import { loadScenarios } from '../../../src/adapters/files.ts'
import { createTest, type ClientOptions } from '../../../src/adapters/testing/vitest.ts'

/** As suites of apps have it: every file of tests in a worker, with a cuecard in its process. */
export const test = createTest({
  scenarios: await loadScenarios(join(import.meta.dirname, 'shop.yaml')),
  violations: 'ignore',
})

/** What an app asks. */
export const ask = async (
  { fetch, baseURL, apiKey }: ClientOptions,
  content: string,
  more: object = {},
): Promise<void> => {
  await fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }], ...more }),
  }).then((response) => response.text())
}
