import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { runInNewContext } from 'node:vm'

/** A step of a job of GitHub Actions, or of a composite action. */
export interface Step {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly run?: string
  readonly shell?: string
  readonly env?: Texts
  readonly 'working-directory'?: string
}

type Texts = Readonly<Record<string, string>>

/** What has become of a step. */
export interface StepResult {
  readonly step: string
  readonly outcome: 'success' | 'failure' | 'skipped'
  readonly output: string
}

/** Does what an action does, as far as it matters to the steps around it. */
export type StandIn = (inputs: Readonly<Record<string, unknown>>, folder: string) => Promise<void>

export interface Runner {
  /** Where the steps run; an action that checks out fills it. */
  readonly folder: string
  readonly environment: Texts
  /** `github`, `inputs`, `secrets` … as expressions see them. */
  readonly contexts?: Readonly<Record<string, unknown>>
  /** By name, without a version. */
  readonly actions?: Readonly<Record<string, StandIn>>
}

export interface JobResult {
  readonly steps: readonly StepResult[]
  /** What `steps.<id>` holds in expressions. */
  readonly byId: Readonly<Record<string, { readonly outputs: Texts; readonly outcome: string }>>
}

/** Runs steps one after the other, as a runner of GitHub does: a step that fails skips those that do not ask for more. */
export const runSteps = async (steps: readonly Step[], runner: Runner): Promise<JobResult> => {
  const temporary = await mkdtemp(join(tmpdir(), 'cuecard-runner-'))
  const results: StepResult[] = []
  const byId: Record<string, { readonly outputs: Texts; readonly outcome: string }> = {}
  try {
    for (const [index, step] of steps.entries()) {
      const failed = results.some(({ outcome }) => outcome === 'failure')
      const evaluate = evaluatorOf({ ...runner.contexts, steps: byId, env: runner.environment }, failed)
      const files = join(temporary, String(index))
      const { outcome, output } = holds(step.if, failed, evaluate)
        ? await carryOut(step, runner, evaluate, files)
        : ({ outcome: 'skipped', output: '' } as const)
      results.push({ step: step.name ?? step.uses ?? step.run ?? '', outcome, output })
      if (step.id !== undefined) byId[step.id] = { outcome, outputs: await outputsIn(files) }
    }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  return { steps: results, byId }
}

type Evaluate = (expression: string) => unknown

/** Expressions are JavaScript but for names with a hyphen. */
const evaluatorOf = (contexts: Readonly<Record<string, unknown>>, failed: boolean): Evaluate => {
  const status = { always: () => true, cancelled: () => false, failure: () => failed, success: () => !failed }
  return (expression) =>
    runInNewContext(expression.replaceAll(/\.([a-z_][\w-]*)/gi, "?.['$1']"), { ...contexts, ...status })
}

const holds = (condition: string | undefined, failed: boolean, evaluate: Evaluate): boolean => {
  if (condition === undefined) return !failed
  const expression = condition.replace(/^\$\{\{(.*)\}\}$/, '$1')
  const asksForMore = /\b(?:always|cancelled|failure|success)\(\)/.test(expression)
  return (asksForMore || !failed) && Boolean(evaluate(expression))
}

const fillIn = (template: string, evaluate: Evaluate): string =>
  template.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => String(evaluate(expression) ?? ''))

const fillInAll = (values: Readonly<Record<string, unknown>> | undefined, evaluate: Evaluate): Texts =>
  Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, fillIn(String(value), evaluate)]))

const carryOut = async (
  step: Step,
  { folder, environment, actions = {} }: Runner,
  evaluate: Evaluate,
  files: string,
): Promise<Pick<StepResult, 'outcome' | 'output'>> => {
  if (step.uses !== undefined) {
    const action = actions[step.uses.replace(/@v\d+$/, '')]
    if (action === undefined) throw new Error(`Nothing stands in for ${step.uses}`)
    await action(fillInAll(step.with, evaluate), folder)
    return { outcome: 'success', output: '' }
  }
  await mkdir(files)
  const script = join(files, 'script.sh')
  await writeFile(script, fillIn(step.run ?? '', evaluate))
  const flags = step.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e']
  return run('bash', [...flags, script], join(folder, fillIn(step['working-directory'] ?? '.', evaluate)), {
    ...environment,
    ...fillInAll(step.env, evaluate),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: join(files, 'output'),
    RUNNER_TEMP: dirname(files),
  })
}

/** Runs a program to its end. It gets nothing of this process's environment but what is given. */
export const run = async (
  program: string,
  args: readonly string[],
  cwd: string,
  environment: Texts,
): Promise<{ readonly outcome: 'success' | 'failure'; readonly output: string }> => {
  const { HOME = '', NODE_EXTRA_CA_CERTS } = process.env
  const ambient = { HOME, ...(NODE_EXTRA_CA_CERTS === undefined ? {} : { NODE_EXTRA_CA_CERTS }) }
  const child = spawn(program, args, { cwd, env: { ...ambient, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { outcome: child.exitCode === 0 ? 'success' : 'failure', output: `${stdout}${stderr}` }
}

const outputsIn = async (files: string): Promise<Texts> => {
  const lines = (await readFile(join(files, 'output'), 'utf8').catch(() => '')).split('\n')
  return Object.fromEntries(
    lines.filter((line) => line.includes('=')).map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
  )
}
