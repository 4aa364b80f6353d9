import type { Json, JsonObject } from '../../core/json.ts'
import type { JournalEntry } from '../../core/store.ts'
import { jsonPathOf, type Violation } from '../../core/violation.ts'
import { objectOf, ref } from './operation.ts'

const text: JsonObject = { type: 'string' }
const textOrNull: JsonObject = { type: ['string', 'null'] }

export const violationSchema: JsonObject = {
  description: 'One way in which a request broke its contract.',
  ...objectOf({
    rule: { ...text, description: '`schema/<keyword>`, or the name of a rule between fields.' },
    path: { ...text, description: 'Where: `$.messages[0].content`.' },
    message: { ...text, description: 'What the service says about it.' },
    param: textOrNull,
    code: textOrNull,
    severity: { enum: ['error', 'warn'] },
    source: { ...text, description: 'Where the rule comes from.' },
  }),
}

export const showViolation = ({ rule, path, error, severity, source }: Violation): JsonObject => ({
  rule,
  path: jsonPathOf(path),
  message: error.message,
  param: error.param,
  code: error.code,
  severity,
  source,
})

export const callSchema: JsonObject = {
  description: 'One call, as the journal knows it.',
  ...objectOf({
    sequence: {
      type: ['integer', 'null'],
      minimum: 1,
      description: 'Counts the calls of all scopes as they end; null while the call is under way.',
    },
    scope: text,
    ordinal: { type: 'integer', minimum: 1, description: 'Counts the calls of its scope as they come.' },
    at: { type: 'number', description: 'Milliseconds since 1970.' },
    method: text,
    path: text,
    dialect: text,
    endpoint: { ...textOrNull, description: 'null when no endpoint serves the path.' },
    request_id: text,
    status: { type: 'integer', description: '0 when the call was passed on to the real service.' },
    cue: { ...textOrNull, description: 'The cue that answered.' },
    generated: { type: 'boolean', description: 'Whether the answer was made up.' },
    violations: { type: 'array', items: ref('Violation') },
    warnings: { type: 'array', items: text },
    outcome: {
      oneOf: [
        { type: 'null' },
        objectOf({
          end: { enum: ['complete', 'cut', 'aborted', 'failed'] },
          bytes: { type: 'integer', minimum: 0 },
          milliseconds: { type: 'number' },
        }),
      ],
      description: 'How it ended; null while it is under way.',
    },
    request: objectOf({
      headers: { type: 'object', additionalProperties: text, description: 'Keys are masked.' },
      body: {
        type: ['object', 'string', 'null'],
        description: 'Parsed; as text when it is no JSON object; null when there was none or it is no longer kept.',
      },
    }),
  }),
}

export const showCall = (entry: JournalEntry): JsonObject => {
  const { outcome, request } = entry
  return {
    sequence: entry.sequence ?? null,
    scope: entry.scope,
    ordinal: entry.ordinal,
    at: entry.at,
    method: entry.method,
    path: entry.path,
    dialect: entry.dialect,
    endpoint: entry.endpoint ?? null,
    request_id: entry.request_id,
    status: entry.status,
    cue: entry.cue ?? null,
    generated: entry.generated,
    violations: entry.violations.map(showViolation),
    warnings: entry.warnings,
    outcome: outcome === undefined ? null : { ...outcome, milliseconds: Number(outcome.milliseconds.toFixed(3)) },
    request: { headers: request.headers, body: bodyOf(request) },
  }
}

const bodyOf = ({ body, json }: JournalEntry['request']): Json => {
  if (json !== undefined) return json
  return body === undefined || body.length === 0 ? null : new TextDecoder().decode(body)
}
