import type { SavedScope, StoredCompletion } from '../core/collections.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import schema from '../../schemas/cuecard/state.json' with { type: 'json' }

/** What a state file says; `version` when a later cuecard wrote it. */
export type State =
  | { readonly scopes: readonly SavedScope[] }
  | { readonly damage: string }
  | { readonly version: number }

const version = 1

/** The text of a state file. Completions and messages are JSON already and stand in it as they are. */
export const printState = (scopes: readonly SavedScope[]): string =>
  `{"cuecard":"state","version":${version},"scopes":[${scopes.map(printScope).join(',')}\n]}\n`

const printScope = ({ name, completions }: SavedScope): string =>
  `\n{"name":${JSON.stringify(name)},"completions":[${completions.map(printCompletion).join(',')}]}`

const printCompletion = ({ completion, messages, ...facts }: StoredCompletion): string =>
  `\n${JSON.stringify(facts).slice(0, -1)},"completion":${completion},"messages":${messages}}`

/** Reads a state file's text, whatever it is. */
export const parseState = async (text: string): Promise<State> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { damage: error instanceof Error ? error.message : String(error) }
  }
  if (
    isJsonObject(value) &&
    value['cuecard'] === 'state' &&
    typeof value['version'] === 'number' &&
    value['version'] > version
  )
    return { version: value['version'] }
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const validate = new Ajv2020({ logger: false }).compile(schema)
  const [error] = validate(value) ? [] : (validate.errors ?? [])
  if (error !== undefined) return { damage: `${error.instancePath} ${error.message ?? error.keyword}`.trim() }
  // The schema has just said so.
  return { scopes: (value as { readonly scopes: readonly PrintedScope[] }).scopes.map(toScope) }
}

interface PrintedScope {
  readonly name: string
  readonly completions: readonly (Omit<StoredCompletion, 'completion' | 'messages'> & {
    readonly completion: JsonObject
    readonly messages: readonly JsonObject[]
  })[]
}

const toScope = ({ name, completions }: PrintedScope): SavedScope => ({
  name,
  completions: completions.map(({ completion, messages, ...facts }) => ({
    ...facts,
    completion: JSON.stringify(completion),
    messages: JSON.stringify(messages),
  })),
})
