import type { Difference } from '../difference.ts'
import type { Received, Trial } from './trial.ts'

const count = /^\d+$/
const duration = /^(?:\d+(?:\.\d+)?(?:h|ms|m|s|µs|us))+$/

/** Headers that clients read, by what they have to look like where they are sent (wire-format 1.1, 12). */
const forms: readonly { readonly name: RegExp; readonly form: RegExp; readonly expected: string }[] = [
  { name: /^x-ratelimit-(?:limit|remaining)-(?:requests|tokens)$/, form: count, expected: 'a whole number' },
  { name: /^x-ratelimit-reset-(?:requests|tokens)$/, form: duration, expected: 'a time such as 6ms or 1m30s' },
  { name: /^openai-processing-ms$/, form: count, expected: 'a whole number' },
  { name: /^retry-after$/, form: /^\d+(?:\.\d+)?$|^[A-Z][a-z]{2}, .+ GMT$/, expected: 'seconds or a date' },
  { name: /^retry-after-ms$/, form: /^\d+(?:\.\d+)?$/, expected: 'milliseconds' },
]

/** Where the headers of an answer are not what its clients need. */
export const headerDifferences = (received: Received, { dialect, expect }: Trial): readonly Difference[] => {
  const { headers, status } = received
  const isStream = expect.stream && status < 400
  const type = headers['content-type']
  const wanted = isStream ? 'text/event-stream' : 'application/json'
  const typed = type?.split(';')[0]?.trim().toLowerCase() === wanted
  const malformed = Object.entries(headers).flatMap(([name, value]): readonly Difference[] => {
    const known = forms.find((form) => form.name.test(name))
    if (known === undefined || known.form.test(value)) return []
    return [{ code: 'answer-header', part: `header ${name}`, expected: known.expected, got: value }]
  })
  const isNameless = dialect.name === 'openai' && headers['x-request-id'] === undefined
  return [
    ...(typed ? [] : [{ code: 'answer-content-type', part: 'header content-type', expected: wanted, got: type }]),
    ...malformed,
    ...(isNameless
      ? [
          {
            code: 'answer-header',
            severity: 'warning' as const,
            part: 'header x-request-id',
            expected: 'an id to ask about',
          },
        ]
      : []),
    ...['requests', 'tokens'].flatMap((kind) => overdrawn(headers, kind)),
  ]
}

const overdrawn = (headers: Received['headers'], kind: string): readonly Difference[] => {
  const limit = headers[`x-ratelimit-limit-${kind}`]
  const remaining = headers[`x-ratelimit-remaining-${kind}`]
  if (limit === undefined || remaining === undefined || !(Number(remaining) > Number(limit))) return []
  return [
    {
      code: 'answer-header',
      part: `header x-ratelimit-remaining-${kind}`,
      expected: `at most the limit, ${limit}`,
      got: remaining,
    },
  ]
}
