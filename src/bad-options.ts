import type { RuleSetting } from './core/contract.ts'
import type { Finding } from './core/errors.ts'
import type { TimedPace } from './core/reply.ts'
import type { CuecardOptions } from './options.ts'
import { nearestOf, similarTo } from './core/nearest.ts'
import { findBadRateLimit } from './rate-limit.ts'

/** What options may name. */
export interface KnownNames {
  readonly dialects: readonly string[]
  /** Beside `schema/<keyword>`. */
  readonly rules: readonly string[]
}

const words = {
  strictness: ['practical', 'literal'],
  onUnmatched: ['generate', 'error', 'passthrough'],
  onViolation: ['reject', 'record'],
  onFinding: ['warn', 'fail'],
  onUnserved: ['error', 'passthrough'],
} as const

const settings: readonly string[] = ['error', 'warn', 'off'] satisfies readonly RuleSetting[]
const times: readonly string[] = [
  'time_to_first_token',
  'inter_token_latency',
  'jitter',
] satisfies readonly (keyof TimedPace)[]

const names: readonly string[] = Object.keys({
  scenarios: true,
  dialect: true,
  strictness: true,
  rules: true,
  seed: true,
  pace: true,
  clock: true,
  auth: true,
  models: true,
  rateLimit: true,
  onUnmatched: true,
  onViolation: true,
  onFinding: true,
  onUnserved: true,
  state: true,
  upstream: true,
  bodyLimit: true,
} satisfies Readonly<Record<keyof CuecardOptions, true>>)

/** What is wrong with options, all of it, with what to write instead. */
export function* findBadOptions(options: CuecardOptions, { dialects, rules }: KnownNames): Iterable<Finding> {
  const bad = (name: string, given: unknown, wanted: string): Finding => ({
    severity: 'error',
    code: 'bad-option',
    message: `option \`${name}\` is ${JSON.stringify(given)}: write ${wanted}`,
  })
  for (const name of Object.keys(options)) {
    // Others may read the same object: only what was surely meant for this one is wrong.
    const [meant] = names.includes(name) ? [] : nearestOf(name, names, name.length < 6 ? 1 : 2)
    if (meant !== undefined)
      yield {
        severity: 'error',
        code: 'bad-option',
        message: `option \`${name}\` is not known: did you mean \`${meant}\`?`,
      }
  }
  for (const [name, allowed] of Object.entries(words)) {
    const given = options[name as keyof typeof words] // Object.entries forgets the names it was given
    if (given !== undefined && !(allowed as readonly string[]).includes(given))
      yield bad(name, given, allowed.join(' or '))
  }
  const { dialect, seed, auth, models, bodyLimit, pace, scenarios } = options
  if (dialect !== undefined && !dialects.includes(dialect)) yield bad('dialect', dialect, dialects.join(' or '))
  if (seed !== undefined && !Number.isInteger(seed)) yield bad('seed', seed, 'a whole number')
  if (typeof auth === 'object' ? !Array.isArray(auth.keys) : auth !== undefined && auth !== 'dialect' && auth !== 'off')
    yield bad('auth', auth, "'dialect', 'off' or { keys: ['sk-…'] }")
  else if (typeof auth === 'object')
    for (const [index, key] of auth.keys.entries())
      if (typeof key !== 'string' || key === '') yield bad(`auth.keys[${index}]`, key, "a key, such as 'sk-test'")
  for (const [name, setting] of Object.entries(options.rules ?? {})) {
    if (!rules.includes(name) && !name.startsWith('schema/')) yield unknownRule(name, rules)
    if (!settings.includes(setting)) yield bad(`rules.${name}`, setting, settings.join(' or '))
  }
  if (models !== undefined && models !== 'any' && models !== 'known' && !Array.isArray(models))
    yield bad('models', models, "'any', 'known' or a list of model names")
  if (options.upstream !== undefined && !/^https?:$/.test(URL.parse(options.upstream)?.protocol ?? ''))
    yield bad('upstream', options.upstream, "the base URL of a service, such as 'https://api.openai.com/v1'")
  if (bodyLimit !== undefined && !(bodyLimit > 0)) yield bad('bodyLimit', bodyLimit, 'a number of bytes above 0')
  if (pace !== undefined && pace !== 'instant' && pace !== 'natural' && pace !== 'manual' && typeof pace !== 'object')
    yield bad('pace', pace, "'instant', 'natural', 'manual' or { inter_token_latency: 40 }")
  if (typeof pace === 'object')
    for (const [name, time] of Object.entries(pace))
      if (!times.includes(name)) yield bad(`pace.${name}`, time, times.join(', '))
      else if (!(time >= 0 && time < Infinity)) yield bad(`pace.${name}`, time, 'milliseconds from 0')
  if (options.rateLimit !== undefined)
    for (const { name, given, wanted } of findBadRateLimit(options.rateLimit)) yield bad(name, given, wanted)
  if (scenarios !== undefined && !Array.isArray(scenarios)) yield bad('scenarios', scenarios, 'a list of scenarios')
}

const unknownRule = (name: string, rules: readonly string[]): Finding => {
  const meant = similarTo(name, rules, 1).map((rule) => `: did you mean "${rule}"?`)
  return {
    severity: 'error',
    code: 'bad-option',
    message: `option \`rules\` has "${name}", which no rule is called${meant.join('') || '; `cuecard.violations` gives their names'}`,
  }
}
