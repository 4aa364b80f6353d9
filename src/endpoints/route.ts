import type { Endpoint } from '../core/endpoint.ts'

/** Where a request goes. `allowed`: the path is served, but only with these methods. `undefined`: nothing is served there. */
export type Match =
  | { readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> }
  | { readonly allowed: readonly string[] }
  | undefined

/** Finds endpoints by method and path, without query. A trailing slash makes another path, which is not served. */
export interface Router {
  /** `path` is relative to the dialect's base path. */
  match(method: string, path: string): Match
  /** `path` counts from the root of the server. */
  matchRoot(method: string, path: string): Match
}

export const createRouter = (endpoints: readonly Endpoint[]): Router => ({
  match: createMatch(endpoints.filter(({ root }) => root !== true)),
  matchRoot: createMatch(endpoints.filter(({ root }) => root === true)),
})

/** What is served at one path, by method. */
type Methods = Map<string, { readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> }>

interface Pattern {
  readonly parts: readonly string[]
  readonly methods: Methods
}

const createMatch = (endpoints: readonly Endpoint[]): Router['match'] => {
  const fixed = new Map<string, Methods>()
  const patterns = new Map<string, Pattern>()
  for (const endpoint of endpoints)
    for (const { method, path } of endpoint.routes) {
      const target = { endpoint, params: {} }
      if (!/\/[:*]/.test(path)) {
        fixed.set(path, (fixed.get(path) ?? new Map()).set(method, target))
        continue
      }
      const pattern = patterns.get(path) ?? { parts: path.split('/'), methods: new Map() }
      pattern.methods.set(method, target)
      patterns.set(path, pattern)
    }

  return (method, path) => {
    const methods = fixed.get(path)
    if (methods !== undefined) return methods.get(method) ?? { allowed: [...methods.keys()] }
    let allowed: readonly string[] | undefined
    for (const { parts, methods: served } of patterns.values()) {
      const params = paramsOf(parts, path)
      if (params === undefined) continue
      const target = served.get(method)
      if (target !== undefined) return { endpoint: target.endpoint, params }
      allowed ??= [...served.keys()]
    }
    return allowed && { allowed }
  }
}

/** The named parts of a path; `undefined` when it does not match. An empty part or a malformed escape matches nothing. */
const paramsOf = (parts: readonly string[], path: string): Readonly<Record<string, string>> | undefined => {
  const params: Record<string, string> = {}
  let rest = path
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1
    const slash = isLast ? -1 : rest.indexOf('/')
    if (!isLast && slash < 0) return undefined
    const text = isLast ? rest : rest.slice(0, slash)
    rest = rest.slice(slash + 1)
    if (!part.startsWith(':') && !part.startsWith('*')) {
      if (text !== part) return undefined
      continue
    }
    if (part.startsWith(':') && text.includes('/')) return undefined
    const value = decoded(text)
    if (value === undefined || value === '' || value.endsWith('/')) return undefined
    params[part.slice(1)] = value
  }
  return params
}

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    // A malformed escape (`%zz`) names nothing.
    return undefined
  }
}
