import { CuecardError, formatFinding, type Finding, type Source } from '../core/errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts'
import type { Cue, Part, Scenario, Step } from '../core/scenario.ts'
import { paramOf, type Path } from '../core/violation.ts'
import { actions } from './actions/list.ts'
import { findProblems, type Problem } from './check.ts'
import { toManner } from './manner.ts'
import { toPlain } from './plain.ts'
import { scenarioSchema } from './schema.ts'

/** Where the value at a path was written, or the key in front of it. */
export type Locate = (path: Path, isKey: boolean) => Source | undefined

export interface ReadOptions {
  /** Of the scenario, when it names itself not. Default: the file's name without its ending, else `scenario`. */
  readonly name?: string
  /** Where it was written, for findings. */
  readonly file?: string
  /** What holds for the file; default: `scenarioSchema` without any endpoint's drafts and any fault's settings. */
  readonly schema?: JsonObject
}

/** The schema of scenarios whose drafts and faults are not known. */
const openSchema: JsonObject = scenarioSchema([], [])

/**
 * A scenario from a plain object of the same form as a scenario file; one that is already parsed is given back.
 * Throws a `CuecardError` with all findings.
 */
export const toScenario = (value: unknown, options: ReadOptions = {}): Scenario =>
  isScenario(value) ? value : readScenario(value, options)

/** The same with places in a text. */
export const readScenario = (value: unknown, options: ReadOptions, locate = locateIn(options.file)): Scenario => {
  const { schema = openSchema, file } = options
  const plain = checked(value, schema, schema, locate, file ?? 'the scenario')
  const { name, dialect, seed, strictness, cues } = plain
  return {
    name: typeof name === 'string' ? name : (options.name ?? baseNameOf(file) ?? 'scenario'),
    ...(typeof dialect === 'string' && { dialect }),
    ...(typeof seed === 'number' && { seed }),
    ...((strictness === 'practical' || strictness === 'literal') && { strictness }),
    cues: listOf(cues).map((cue, index) => {
      const { when } = cue
      const body = isJsonObject(when) ? when['body'] : undefined
      const place = isJsonObject(body) ? locate(['cues', index, 'when', 'body'], true) : undefined
      if (isJsonObject(body) && place !== undefined) bodyPlaces.set(body, place)
      return readCue(cue, `cue ${index + 1}`, locate(['cues', index], false))
    }),
  }
}

/** Places of the schemas that stand under `body`. */
const bodyPlaces = new WeakMap<JsonObject, Source>()

/** Where the condition on the body was written, as far as that is known. */
export const bodySourceOf = ({ when, source }: Cue): Source | undefined => {
  const body = when?.['body']
  return (isJsonObject(body) ? bodyPlaces.get(body) : undefined) ?? source
}

/** A cue from a plain object, as `use()` takes it; `index` names it when it has no name. Throws like `toScenario`. */
export const toCue = (value: unknown, index: number, schema: JsonObject = openSchema): Cue => {
  if (isCue(value)) return value
  const { $defs } = schema
  const cue = isJsonObject($defs) && isJsonObject($defs['cue']) ? $defs['cue'] : {}
  return readCue(
    checked(value, cue, schema, () => undefined, 'use()'),
    `use ${index + 1}`,
    undefined,
  )
}

/** What an author may want to change in a scenario that can be played: names that stand for several cues. */
export const findWarnings = (scenario: Scenario): readonly Finding[] => {
  const seen = new Set<string>()
  return scenario.cues.flatMap(({ name, source }) => {
    const isFirst = !seen.has(name)
    seen.add(name)
    if (isFirst) return []
    const message = `there is another cue "${name}" above: x-cuecard-cue and reports cannot tell them apart, write another name`
    return [
      {
        severity: 'warning',
        code: 'duplicate-name',
        message,
        cue: name,
        ...(source !== undefined && { source }),
      } as const,
    ]
  })
}

/** Throws a `CuecardError` that lists the findings, one per line. */
export const throwFindings = (findings: readonly Finding[], what: string): never => {
  const count = findings.length === 1 ? 'one finding' : `${findings.length} findings`
  throw new CuecardError(
    'bad_scenario',
    [`${what} cannot be played: ${count}`, ...findings.map(formatFinding)].join('\n'),
    {
      findings,
    },
  )
}

const checked = (value: unknown, schema: JsonObject, root: JsonObject, locate: Locate, what: string): JsonObject => {
  const plain = toPlain(value)
  const problems = [...plain.problems, ...findProblems(plain.value, schema, root)]
  if (problems.length > 0)
    throwFindings(
      problems.map((problem) => toFinding(problem, plain.value, locate)),
      what,
    )
  return isJsonObject(plain.value) ? plain.value : {}
}

const toFinding = ({ path, isKey = false, code, message }: Problem, root: Json, locate: Locate): Finding => {
  const source = locate(path, isKey)
  const cues = isJsonObject(root) ? root['cues'] : undefined
  const cue = path[0] === 'cues' && Array.isArray(cues) ? (cues[Number(path[1])] as Json | undefined) : undefined // any index
  const name = isJsonObject(cue) ? cue['name'] : undefined
  const place = paramOf(path)
  return {
    severity: 'error',
    code,
    message: place === '' ? `it ${message}` : `${place} ${message}`,
    ...(source !== undefined && { source }),
    ...(typeof name === 'string' && { cue: name }),
  }
}

const readCue = (cue: JsonObject, fallback: string, source: Source | undefined): Cue => {
  const { name, when, times, example } = cue
  return {
    name: typeof name === 'string' ? name : fallback,
    ...(isJsonObject(when) && { when }),
    action: toStep(cue),
    ...(typeof times === 'number' && { times }),
    how: toManner(cue),
    ...(isJsonObject(example) && { example }),
    ...(source !== undefined && { source }),
  }
}

const toStep = (members: JsonObject): Step => {
  const action = actions.find(({ name }) => members[name] !== undefined)
  if (action === undefined) throw new TypeError('a checked cue has an action')
  const value = members[action.name] ?? null
  const beside = Object.keys(action.beside ?? {}).flatMap((name) =>
    members[name] === undefined ? [] : [[name, members[name]] as const],
  )
  return {
    name: action.name,
    value,
    ...(beside.length > 0 && { beside: Object.fromEntries(beside) }),
    ...(action.parts !== undefined && { parts: action.parts(value).map(toPart) }),
  }
}

const toPart = (members: JsonObject): Part => ({
  step: toStep(members),
  how: toManner(members),
  ...(typeof members['times'] === 'number' && { times: members['times'] }),
})

const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

const isScenario = (value: unknown): value is Scenario =>
  isJsonObject(value) &&
  !('cuecard' in value) &&
  typeof value['name'] === 'string' &&
  Array.isArray(value['cues']) &&
  value['cues'].every(isCue)

const isCue = (value: unknown): value is Cue =>
  isJsonObject(value) &&
  isJsonObject(value['action']) &&
  typeof value['action']['name'] === 'string' &&
  isJsonObject(value['how'])

const locateIn =
  (file: string | undefined): Locate =>
  () =>
    file === undefined ? undefined : { file }

const baseNameOf = (file: string | undefined): string | undefined => /([^/\\]+?)(?:\.[^./\\]*)?$/.exec(file ?? '')?.[1]
