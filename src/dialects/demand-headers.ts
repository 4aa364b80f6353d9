import { invalidRequest, type ApiError } from '../core/api-error.ts'
import type { Strictness } from '../core/contract.ts'
import type { Incoming } from '../core/incoming.ts'

const demanded = ['Content-Type', 'Accept']

/**
 * Documents 000 and 001 mark two headers required (header rows Content-Type and Accept). Their service never minded: only a request that is
 * held to the document alone is refused.
 */
export const demandHeaders = ({ method, headers }: Incoming, strictness: Strictness): ApiError | undefined => {
  if (strictness !== 'literal' || method !== 'POST') return undefined
  const missing = demanded.find((name) => (headers[name.toLowerCase()] ?? '') === '')
  if (missing === undefined) return undefined
  const error = invalidRequest(`Missing required header: '${missing}'.`, missing, 'missing_required_header')
  return { ...error, headers: { 'x-should-retry': 'false' } }
}
