import type { Strictness } from '../../core/contract.ts'
import type { Dialect } from '../../core/dialect.ts'
import type { Finding } from '../../core/errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { atStrictness } from '../../contracts/strictness.ts'
import { compareOutlines, type Drift, type DriftKind } from './compare.ts'
import { providerSchemas, type ProviderSchemas } from './openapi.ts'
import { outlineOf } from './outline.ts'

/** A difference in one of the schemas of an endpoint. */
export interface PlacedDrift extends Drift {
  readonly part: keyof ProviderSchemas
}

/** A difference that is known and accepted: all of its kind at that place. */
export interface KnownDrift {
  readonly part: string
  readonly at: string
  readonly kind: string
  readonly why?: string
}

/**
 * Where the schemas of a dialect say something else than a provider's OpenAPI document about chat completions, place by place.
 * Says why instead when the document has no such operation.
 */
export const findDrift = async (
  dialect: Dialect,
  document: JsonObject,
  strictness: Strictness,
): Promise<readonly PlacedDrift[] | { readonly reason: string }> => {
  const provider = providerSchemas(document)
  if ('reason' in provider) return provider
  const own = await dialect.schemas['chat-completions']?.()
  if (own === undefined) return []
  const parts = (['request', 'response', 'chunk', 'error'] as const).filter((part) => provider[part] !== undefined)
  return parts.flatMap((part) => {
    const schema = atStrictness(own[part], strictness)
    const theirs = outlineOf(provider[part] ?? true, document)
    return compareOutlines(outlineOf(schema, schema), theirs).map((drift) => ({ part, ...drift }))
  })
}

/** What is new is an error; what is known and no longer there is worth a warning. */
export const driftFindings = (
  drifts: readonly PlacedDrift[],
  known: readonly KnownDrift[],
  files: { readonly document: string; readonly known?: string },
): readonly Finding[] => {
  const keys = new Set(known.map(keyOf))
  const met = new Set(drifts.map(keyOf))
  return [
    ...drifts.filter((drift) => !keys.has(keyOf(drift))).map((drift) => toFinding(drift, files.document)),
    ...known.filter((one) => !met.has(keyOf(one))).map((one) => goneFinding(one, files.known)),
  ]
}

/** The list of all differences there are; the reasons of those that were known are kept. */
export const acceptAll = (drifts: readonly PlacedDrift[], known: readonly KnownDrift[]): readonly KnownDrift[] => {
  const whys = new Map(known.map((one) => [keyOf(one), one.why]))
  const all = new Map(drifts.map(({ part, at, kind }) => [keyOf({ part, at, kind }), { part, at, kind }]))
  return [...all].map(([key, drift]) => {
    const why = whys.get(key)
    return why === undefined ? drift : { ...drift, why }
  })
}

/** Reads an allow-list as it stands in a file; says what is wrong with it. */
export const readKnown = (value: Json): readonly KnownDrift[] | { readonly reason: string } => {
  if (value === null) return []
  if (!Array.isArray(value)) return { reason: 'it is no list of { part, at, kind, why }' }
  const bad = value.findIndex((one: Json) => !isKnown(one))
  if (bad !== -1) return { reason: `entry ${bad + 1} is no { part, at, kind, why } of texts` }
  return value.filter(isKnown)
}

const isKnown = (value: Json): value is JsonObject & KnownDrift =>
  isJsonObject(value) &&
  ['part', 'at', 'kind'].every((name) => typeof value[name] === 'string') &&
  (value['why'] === undefined || typeof value['why'] === 'string')

const keyOf = ({ part, at, kind }: Omit<KnownDrift, 'why'>): string => `${part} ${kind} ${at}`

const findingOf: Readonly<Record<DriftKind, { readonly code: string }>> = {
  missing: { code: 'drift-missing' },
  extra: { code: 'drift-extra' },
  type: { code: 'drift-type' },
  enum: { code: 'drift-enum' },
  required: { code: 'drift-required' },
  range: { code: 'drift-range' },
}

const toFinding = ({ part, kind, at, ours, theirs }: PlacedDrift, file: string): Finding => ({
  severity: 'error',
  ...findingOf[kind],
  message: `${part} ${at === '' ? 'itself' : at}: the provider says ${theirs}, the dialect ${ours}`,
  source: { file },
})

const goneFinding = ({ part, at, kind }: KnownDrift, file: string | undefined): Finding => ({
  severity: 'warning',
  code: 'drift-gone',
  message: `${part} ${at}: there is no difference of the kind ${kind} any more; take it off the list`,
  ...(file !== undefined && { source: { file } }),
})
