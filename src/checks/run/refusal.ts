import type { AnsweredError } from './answered.ts'
import type { SeenCall } from './recorder.ts'

/** Why a call was refused that broke no rule of its body. */
export interface Refusal {
  /** Stands where the rule of a violation would. */
  readonly code: string
  readonly source: string
  /** Default: error. */
  readonly severity?: 'warning'
}

/** A call that was refused before its body was held to the contract, or for something beside it; undefined for what tests may ask for. */
export const refusalOf = (entry: SeenCall, error: AnsweredError | undefined): Refusal | undefined => {
  if (error === undefined || entry.cue !== undefined || entry.passed || isStaged(entry)) return undefined
  const { status } = error
  const kind = kinds.find(({ holds }) => holds(entry, error))
  if (kind !== undefined) return kind
  // Limits and failures are what clients have to live with.
  return status >= 400 && status < 429 && entry.endpoint !== undefined && entry.method === 'POST' ? other : undefined
}

/** Asked for by a header of the request. */
const isStaged = ({ request }: SeenCall): boolean => request.headers['x-cuecard-error'] !== undefined

const kinds: readonly (Refusal & { readonly holds: (entry: SeenCall, error: AnsweredError) => boolean })[] = [
  { code: 'request-key', source: 'wire-format 2.2', holds: (_entry, { status }) => status === 401 },
  {
    code: 'unserved-path',
    source: 'cuecard itself',
    severity: 'warning',
    holds: ({ endpoint, warnings }) =>
      endpoint === undefined && warnings.some((text) => text.includes(' is not served: ')),
  },
  { code: 'request-method', source: 'wire-format 2.2', holds: (_entry, { status }) => status === 405 },
  {
    code: 'request-path',
    source: 'wire-format 2.2',
    holds: ({ endpoint }, { status }) => status === 404 && endpoint === undefined,
  },
  { code: 'request-size', source: 'wire-format 2.4', holds: (_entry, { status }) => status === 413 },
  {
    code: 'request-control',
    source: 'headers of cuecard itself',
    holds: (_entry, { code }) => code === 'bad_control_header',
  },
  {
    code: 'request-model',
    source: 'wire-format 2.2',
    holds: (_entry, { status, code }) => status === 404 && code === 'model_not_found',
  },
  {
    code: 'request-json',
    source: 'wire-format 2.3',
    holds: ({ method, request }, { status }) => status === 400 && method === 'POST' && request.json === undefined,
  },
]

const other: Refusal = { code: 'request-refused', source: 'the message of the service' }
