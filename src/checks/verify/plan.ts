import type { Contracts } from '../../contracts/contracts.ts'
import type { Strictness } from '../../core/contract.ts'
import type { Dialect } from '../../core/dialect.ts'
import type { Source } from '../../core/errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Cue, Scenario } from '../../core/scenario.ts'
import { dialectNamed } from '../../dialects/dialects.ts'
import type { ContractFile } from '../contract-file.ts'
import type { CaseRequest, RefusedCase } from '../conformance-list.ts'
import { tour } from './tour.data.ts'
import type { Trial } from './trial.ts'

/** What trials are made for. */
export interface Ground {
  /** Of what names no other. */
  readonly dialect: Dialect
  readonly strictness: Strictness
  readonly contracts: Contracts
}

/** The exchanges of a contract, as they stand. */
export const trialsOfContract = ({ dialect, exchanges }: ContractFile, ground: Ground): readonly Trial[] =>
  exchanges.map(({ name, cue, dialect: own = dialect, needs = [], request, expect, source }) => {
    const { method, path, headers = {}, body } = request
    return {
      name,
      ...(cue !== undefined && { cue }),
      dialect: dialectNamed(own) ?? ground.dialect,
      strictness: ground.strictness,
      needs,
      request: {
        method,
        path,
        headers: harmless(headers),
        body: body === undefined ? '' : JSON.stringify(body),
        pad: 0,
      },
      expect: {
        status: expect.status,
        stream: expect.stream ?? false,
        ...(expect.error !== undefined && { error: expect.error }),
      },
      ...(source !== undefined && { source }),
    }
  })

/** Nobody's file says which key is sent, or to whom; the sender knows how long a body is. */
const harmless = (headers: Readonly<Record<string, string>>): CaseRequest['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !governed.test(name)))

const governed =
  /^(?:host|authorization|proxy-.*|cookie|api-key|x-api-key|connection|content-length|transfer-encoding|upgrade|te|trailer|expect|accept-encoding)$/i

/** The examples of a scenario's cues. */
export const trialsOfScenario = async (
  { cues, dialect, strictness, name }: Scenario,
  ground: Ground,
): Promise<readonly Trial[]> => {
  const own: Ground = {
    ...ground,
    dialect: (dialect === undefined ? undefined : dialectNamed(dialect)) ?? ground.dialect,
    strictness: strictness ?? ground.strictness,
  }
  const trials = cues.flatMap((cue) =>
    cue.example === undefined
      ? []
      : [trialsOfRequest(cue.example, { name: `${name}: ${cue.name}`, ...placeOf(cue) }, own)],
  )
  return (await Promise.all(trials)).flat()
}

const placeOf = ({ name, source, action }: Cue): Place => ({
  cue: name,
  ...(source !== undefined && { source }),
  // No service fails because a scenario says so.
  needs: action.name === 'error' ? [typeof action.value === 'string' ? action.value : 'error'] : [],
})

interface Place {
  readonly source?: Source
  readonly cue?: string
  readonly needs?: readonly string[]
}

/**
 * A request that a client sends, plain and streamed where it does not say which. One that breaks the contract of its dialect has to be
 * refused.
 */
export const trialsOfRequest = async (
  body: JsonObject,
  { name, needs = [], ...place }: Place & { readonly name: string },
  { dialect, strictness, contracts }: Ground,
): Promise<readonly Trial[]> => {
  const { request: contract } = await contracts.ofCall(dialect, 'chat-completions', strictness)
  const ways = body['stream'] === undefined ? [body, { ...body, stream: true, ...counted(body, dialect) }] : [body]
  return ways.map((asked, way): Trial => {
    const refused = contract(asked).find(({ severity }) => severity === 'error')
    const status = refused === undefined ? 200 : (dialect.word?.(refused, asked) ?? refused.error).status
    return {
      name: way === 0 ? name : `${name}, streamed`,
      dialect,
      strictness,
      needs,
      request: toRequest(asked),
      expect: { status, stream: asked['stream'] === true && refused === undefined },
      ...place,
    }
  })
}

/** Streams are asked for their usage, so that it can be looked at. */
const counted = (body: JsonObject, { name }: Dialect): JsonObject =>
  body['stream_options'] === undefined && name === 'openai' ? { stream_options: { include_usage: true } } : {}

const toRequest = (body: JsonObject): CaseRequest => ({
  method: 'POST',
  path: '/chat/completions',
  headers: {},
  body: JSON.stringify(body),
  pad: 0,
})

/** What a service is asked when no file says what: every kind of answer that its dialect knows, and one refusal of each kind. */
export const trialsOfTour = async (
  model: string,
  refused: readonly RefusedCase[],
  ground: Ground,
): Promise<readonly Trial[]> => {
  const asked = await Promise.all(
    Object.entries(tour).map(([name, body]) => trialsOfRequest({ model, ...body }, { name: `tour: ${name}` }, ground)),
  )
  return [
    // What the dialect refuses is no part of the tour.
    ...asked.flat().filter(({ expect }) => expect.status === 200),
    ...oneOfEachKind(refused, ground).map((one) => trialOfCase(one, model, ground)),
  ]
}

/** Cases about another model are about what that model cannot do. */
const usualModel = 'gpt-4o'

/** What every model refuses: broken shapes, transport. */
const oneOfEachKind = (cases: readonly RefusedCase[], { dialect, strictness }: Ground): readonly RefusedCase[] => {
  const kinds = new Map<string, RefusedCase>()
  for (const one of cases) {
    const isOurs = one.dialect === dialect.name && one.strictness.includes(strictness)
    const isGeneral = /^(?:schema|transport)\//.test(one.breaks) && modelOf(one.mended.body) === usualModel
    if (isOurs && isGeneral && one.refused.pad === 0 && !kinds.has(one.breaks)) kinds.set(one.breaks, one)
  }
  return [...kinds.values()]
}

/** A request that has to be refused, and its error. */
const trialOfCase = ({ name, file, refused, status, error }: RefusedCase, model: string, ground: Ground): Trial => ({
  name: `refused: ${name}`,
  dialect: ground.dialect,
  strictness: ground.strictness,
  needs: [],
  request: modelOf(refused.body) === usualModel ? { ...refused, body: withModel(refused.body, model) } : refused,
  expect: { status, stream: false, error },
  source: { file: `fixtures/refused/${file}` },
})

const objectIn = (text: string): JsonObject => {
  try {
    const body: Json = JSON.parse(text)
    return isJsonObject(body) ? body : {}
  } catch {
    // A body that is broken on purpose asks for nothing.
    return {}
  }
}

const modelOf = (text: string): Json | undefined => objectIn(text)['model']

const withModel = (text: string, model: string): string => JSON.stringify({ ...objectIn(text), model })
