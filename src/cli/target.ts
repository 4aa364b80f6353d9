import type { Misuse } from './arguments.ts'

/** A server to call, and the key for it. */
export interface Target {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly key: string
}

/** The server that `--target` and `--api-key-env` name, or what is wrong with them. Without a variable `anyKey` is sent. */
export const readTarget = (target: string, variable: string | undefined, anyKey: string): Target | Misuse => {
  const url = URL.canParse(target) ? new URL(target) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.username !== '')
    return { misuse: `--target is "${target}": write a base URL such as http://127.0.0.1:4010/v1` }
  const key = variable === undefined ? anyKey : process.env[variable]
  if (key === undefined || key === '')
    return { misuse: `the environment variable ${variable ?? ''} is not set: it is to hold the key for the target` }
  return { baseUrl: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, key }
}
