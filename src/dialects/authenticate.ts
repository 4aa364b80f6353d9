import type { Dialect } from '../core/dialect.ts'

/** Who may call: as the dialect says, anyone, or only the holders of these keys. */
export type Auth = 'dialect' | 'off' | { readonly keys: readonly string[] }

/** Name of the error to refuse a call with, or `undefined` when its key will do. `key` is `undefined` when the request carries none. */
export const problemWithKey = (dialect: Dialect, auth: Auth, key: string | undefined): string | undefined => {
  if (auth === 'off') return undefined
  if (auth === 'dialect' && !dialect.needsKey) return undefined
  if (key === undefined) return 'missing_key'
  if (key === '') return 'empty_key'
  if (auth === 'dialect' || auth.keys.includes(key)) return undefined
  return 'unauthorized'
}
