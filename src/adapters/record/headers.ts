import type { Redactor } from './redactor.ts'
import { isSecretHeader, standIns } from './secrets.ts'

/** The headers of an answer that matter to its client; those that name the account say what a cuecard says there. */
export const headersOf = (headers: Headers, redactor: Redactor): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...headers].flatMap(([name, value]) => {
      if (ofTransport.test(name)) return []
      const standIn = standIns[name]
      if (standIn !== undefined) return [[name, standIn] as const]
      // Header values are Latin-1 on the wire, and scenario files say no others.
      return isSecretHeader(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value) ? [] : [[name, redactor.text(value)]]
    }),
  )

/** Of a connection, of what stood in between, or made afresh by every server. */
const ofTransport =
  /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|content-encoding|date|age|via|server|alt-svc|nel|report-to|server-timing|vary|expect-ct|access-control-allow-.*|cf-.*|x-amz-cf-.*|x-served-by|x-cache.*|x-timer|x-envoy-.*)$/

/** Headers that say something else with every answer. */
export const changes = (name: string): boolean => /^x-request-id$|processing-ms$|^x-ratelimit-/.test(name)
