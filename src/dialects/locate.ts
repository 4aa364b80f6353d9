import type { Dialect } from '../core/dialect.ts'
import type { Incoming } from '../core/incoming.ts'
import { dialectNamed } from './dialects.ts'

/** Which dialect a request speaks, and its path below that dialect's base path. */
export interface Place {
  readonly dialect: Dialect
  /** Starts with a slash; `undefined` when the request is outside the base path. */
  readonly path: string | undefined
}

/**
 * Tells by the door's own knowledge, else by the path: `/v1/…` is the default dialect, `/<dialect>/v1/…` any other.
 * A door that knows the dialect has taken the base path off already.
 */
export const locate = (incoming: Incoming, fallback: Dialect): Place => {
  const place = find(incoming, fallback)
  const { dialect, path } = place
  return path === undefined || dialect.pathOf === undefined ? place : { dialect, path: dialect.pathOf(path) }
}

const find = ({ dialect, path }: Incoming, fallback: Dialect): Place => {
  if (dialect !== undefined) return { dialect: dialectNamed(dialect) ?? fallback, path }
  const below = belowBase(path, fallback)
  if (below !== undefined) return { dialect: fallback, path: below }
  const end = path.indexOf('/', 1)
  const named = end === -1 ? undefined : dialectNamed(path.slice(1, end))
  if (named === undefined) return { dialect: fallback, path: undefined }
  return { dialect: named, path: belowBase(path.slice(end), named) }
}

/** What to do instead of calling a path that is not served, or one below it; `undefined` when the dialect knows nothing of it. */
export const hintFor = (path: string, { unserved }: Dialect): string | undefined => {
  // No neighbour that is known lies deeper, and a path of a thousand slashes is not worth a thousand look-ups.
  const parts = path.split('/', 4)
  for (let count = parts.length; count > 1; count--) {
    const hint = unserved[parts.slice(0, count).join('/')]
    if (hint !== undefined) return hint
  }
  return undefined
}

const played = '/chat/completions'

/**
 * What is wrong with the base URL of a client whose path only ends like one that is served: it lacks the base path, or has too much.
 * `below` is the path below the base path, if it is there.
 */
export const hintForBase = (
  { path, below }: { readonly path: string; readonly below: string | undefined },
  { basePath }: Dialect,
): string | undefined => {
  if (path.length > 1_000) return undefined
  const parts = path.split('/').filter((part) => part !== '')
  if (`/${parts.slice(-2).join('/')}` !== played) return undefined
  return below === undefined
    ? `cuecard serves this at ${basePath}${played}: end the client's base URL in ${basePath}.`
    : `cuecard serves ${played} right below the base URL: leave out what stands before or behind it.`
}

const belowBase = (path: string, { basePath }: Dialect): string | undefined =>
  path.startsWith(basePath) && path[basePath.length] === '/' ? path.slice(basePath.length) : undefined
