import type { ApiError } from './api-error.ts'

/** Where in a body something is: member names and array indexes from the root. */
export type Path = readonly (string | number)[]

/** One way in which a request or a reply breaks its contract, and what the service would say about it. */
export interface Violation {
  /** The rule that was broken: `schema/<keyword>` or the name of a rule between fields. */
  readonly rule: string
  readonly path: Path
  readonly error: ApiError
  /** Where the rule comes from: a document and row, or a section of the wire format. */
  readonly source: string
  /** `warn` rules are recorded but refuse nothing. */
  readonly severity: 'error' | 'warn'
}

/** `messages[0].content`, the notation of schema errors (wire-format 3.3). */
export const paramOf = (path: Path): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  )

/** `messages.[0].content`, the notation of the older semantic checks (wire-format 3.3). */
export const dottedParamOf = (path: Path): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('.')

const bareName = /^[A-Za-z_$][\w$]*$/

/** `$.choices[0].message`, for people: names that are no identifiers are quoted. */
export const jsonPathOf = (path: Path): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'string' && bareName.test(part) ? `${text}.${part}` : `${text}[${JSON.stringify(part)}]`,
    '$',
  )
