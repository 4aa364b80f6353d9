import { expect, test as base, type TestAPI, type TestContext } from 'vitest'
import { hashOf } from '../../core/random.ts'
import type { Scope } from '../../cuecard.ts'
import type { CuecardOptions } from '../../options.ts'
import { complaintOf, type Expectations } from './afterwards.ts'
import { claimedIn } from './breaches.ts'
import { matchers, type CuecardMatchers } from './matchers.ts'
import type { RemoteScope } from './remote.ts'
import { createStages, type Elsewhere, type StageOptions, type Stages } from './stages.ts'

export type { Elsewhere } from './stages.ts'
export { expect }

declare module 'vitest' {
  // An interface takes members of another only by extending it.
  interface Matchers<R, T> extends CuecardMatchers<R, T> {}
}

expect.extend(matchers)

/** What fails a test, and whether its process is led to cuecard. */
export interface TestSettings extends Expectations {
  /** `set`: OPENAI_BASE_URL and OPENAI_API_KEY lead every test's calls to its scope, over a listener. Default: `leave`. */
  readonly environment?: 'set' | 'leave'
}

/** What leads a program to the scope of a test: `spawn('app', { env: { ...process.env, ...environment } })`. */
export interface Environment {
  readonly OPENAI_BASE_URL: string
  readonly OPENAI_API_KEY: string
}

/** What leads a client in this process to the scope of a test: `new OpenAI(clientOptions)`. */
export interface ClientOptions {
  readonly apiKey: string
  readonly baseURL: string
  readonly fetch: typeof globalThis.fetch
}

/** What a test may take. */
export interface CuecardFixtures<View = Scope, Options = CuecardOptions> {
  /** The test's own scope: its cues, counters and calls are nobody else's, and gone after it. */
  readonly cuecard: View
  readonly clientOptions: ClientOptions
  /** Listens when the first test takes it. */
  readonly environment: Environment
  /** For `test.override('cuecardOptions', {…})`, which gives some tests another cuecard. */
  readonly cuecardOptions: Options & TestSettings
}

/** The fixtures as they are made, whatever they lead to. */
interface AllFixtures extends CuecardFixtures<Scope | RemoteScope, StageOptions> {
  readonly stages: Stages
}

interface CreateTest {
  (options?: CuecardOptions & TestSettings): TestAPI<CuecardFixtures>
  /** For tests that share a listener of another process, such as one that a global setup has started. */
  (options: Elsewhere & TestSettings): TestAPI<CuecardFixtures<RemoteScope, Elsewhere>>
}

/**
 * Makes a `test` whose tests have a cuecard. A test that ends well fails all the same when its calls broke the contract, or no call reached
 * a cue that it put in front.
 *
 * @example
 * const test = createTest({ scenarios: await loadScenarios('scenarios') })
 * test('greets', async ({ cuecard, clientOptions }) => {
 *   await greet(new OpenAI(clientOptions))
 *   expect(cuecard).toHaveBeenCalledWithMessage('Hello')
 * })
 */
export const createTest = ((options: StageOptions & TestSettings = {}) =>
  base.extend<AllFixtures>({
    cuecardOptions: options,
    stages: [openStages, { scope: 'worker' }],
    cuecard: [playTest, { auto: true }],
    clientOptions: async ({ stages, cuecardOptions, cuecard }, use) => {
      const { apiKey } = cuecard
      // Without a listener between them, the scope itself takes the calls.
      if ('fetch' in cuecard) return use({ apiKey, baseURL: 'https://api.openai.com/v1', fetch: cuecard.fetch })
      await use({ apiKey, baseURL: await stages.of(cuecardOptions).baseUrl(), fetch: globalThis.fetch })
    },
    environment: async ({ stages, cuecardOptions, cuecard }, use) =>
      use(environmentOf(cuecard, await stages.of(cuecardOptions).baseUrl())),
  })) as CreateTest // the options decide what kind of scope it is

// oxlint-disable-next-line no-empty-pattern -- vitest reads from the pattern which fixtures it needs
const openStages = async ({}: object, use: (stages: Stages) => Promise<void>): Promise<void> => {
  const stages = createStages()
  await use(stages)
  await stages.close()
}

const playTest = async (
  { stages, cuecardOptions, task }: Pick<AllFixtures, 'stages' | 'cuecardOptions'> & TestContext,
  use: (scope: Scope | RemoteScope) => Promise<void>,
): Promise<void> => {
  const stage = stages.of(cuecardOptions)
  const scope = stage.scope(scopeNameOf(task))
  await scope.reset()
  const restore =
    cuecardOptions.environment === 'set'
      ? setEnvironment(environmentOf(scope, await stage.baseUrl()), task)
      : () => undefined
  await use(scope)
  restore()
  stage.claim(claimedIn(scope))
  const complaint = task.result?.state === 'pass' ? await complaintOf(scope, cuecardOptions) : undefined
  await scope.reset()
  if (complaint !== undefined) throw new Error(complaint)
}

const environmentOf = ({ apiKey }: Scope | RemoteScope, baseUrl: string): Environment => ({
  OPENAI_BASE_URL: baseUrl,
  OPENAI_API_KEY: apiKey,
})

/** Returns what puts everything back. */
const setEnvironment = (environment: Environment, { concurrent }: TestContext['task']): (() => void) => {
  if (concurrent === true)
    throw new Error(
      "`environment: 'set'` is for one test at a time: tests that run concurrently take `clientOptions` or `environment` instead",
    )
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, environment)
  return () => {
    for (const [name, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
  }
}

/** A name for a test's scope that no other test has, and the same in every run: ids of answers depend on it. */
const scopeNameOf = ({ name, file, fullTestName }: TestContext['task']): string => {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
  return `${slug}-${hashOf(file.projectName ?? '', file.name, fullTestName).toString(36)}`
}

/** `test` of vitest, with a cuecard that makes everything up but what `use()` says. */
export const test = createTest()
