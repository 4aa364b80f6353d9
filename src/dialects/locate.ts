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
export const locate = ({ dialect, path }: Incoming, fallback: Dialect): Place => {
  if (dialect !== undefined) return { dialect: dialectNamed(dialect) ?? fallback, path }
  const below = belowBase(path, fallback)
  if (below !== undefined) return { dialect: fallback, path: below }
  const end = path.indexOf('/', 1)
  const named = end === -1 ? undefined : dialectNamed(path.slice(1, end))
  if (named === undefined) return { dialect: fallback, path: undefined }
  return { dialect: named, path: belowBase(path.slice(end), named) }
}

const belowBase = (path: string, { basePath }: Dialect): string | undefined =>
  path.startsWith(basePath) && path[basePath.length] === '/' ? path.slice(basePath.length) : undefined
