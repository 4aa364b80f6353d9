import type { Cuecard } from '../../cuecard.ts'
import { dialects } from '../../dialects/dialects.ts'

/** Base URLs by dialect, the default one first. */
export const baseUrlsOf = ({ dialect }: Cuecard, url: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    dialects
      .toSorted((one, other) => Number(other.name === dialect) - Number(one.name === dialect))
      .map(({ name, basePath }) => [name, url + (name === dialect ? basePath : `/${name}${basePath}`)]),
  )

/** What a client may ask by request headers, each with an example. */
export const controlHeaders: Readonly<Record<string, readonly [example: string, help: string]>> = {
  'x-cuecard-scope': ['test 17', 'counters, added cues and journal of its own; else what follows sk-test- in the key'],
  'x-cuecard-scenario': ['support', 'only the cues of this scenario'],
  'x-cuecard-cue': ['greets', 'this cue, whatever the request says'],
  'x-cuecard-error': ['rate_limited; retry_after=20ms', 'this error'],
  'x-cuecard-pace': ['natural', 'when stream events are sent; or inter_token_latency=40ms'],
  'x-cuecard-strictness': ['literal', 'holds the request to the letter of the document, or practical'],
}
