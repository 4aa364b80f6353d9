/** What a service says when it refuses: the four members of the error envelope with their status and headers. */
export interface ApiError {
  readonly status: number
  readonly message: string
  readonly type: string
  readonly param: string | null
  readonly code: string | null
  /** Headers that belong to this error (`retry-after`, `x-should-retry`, `www-authenticate`), lower case. */
  readonly headers?: Readonly<Record<string, string>>
}

/** An `invalid_request_error` with status 400, the usual case. */
export const invalidRequest = (
  message: string,
  param: string | null = null,
  code: string | null = null,
  status = 400,
): ApiError => ({ status, message, type: 'invalid_request_error', param, code })
