import type { ErrorDetails } from '../core/dialect.ts'

/** A call, as far as the words of errors depend on it: for who wants all errors of a dialect. */
export const errorDetails: ErrorDetails = {
  method: 'POST',
  path: '/v1/chat/completions',
  model: 'gpt-4o-mini',
  organization: 'org-cuecard',
  requestId: 'req_1',
  key: 'sk-…',
  body_limit: 1,
  body_bytes: 2,
}
