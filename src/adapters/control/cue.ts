import type { Finding, Source } from '../../core/errors.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Cue } from '../../core/scenario.ts'
import { objectOf } from './operation.ts'

const text: JsonObject = { type: 'string' }
const textOrNull: JsonObject = { type: ['string', 'null'] }

const sourceSchema: JsonObject = {
  oneOf: [
    { type: 'null' },
    {
      ...objectOf({ file: text, line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } }),
      required: ['file'],
    },
  ],
  description: 'Where it was written; null when it was not written in a file.',
}

const showSource = (source: Source | undefined): JsonObject | null => (source === undefined ? null : { ...source })

export const cueSchema: JsonObject = {
  description: 'When a request looks like this, do that.',
  ...objectOf({
    name: text,
    when: { type: ['object', 'null'], description: 'Its conditions as written; null: it holds always.' },
    action: { ...text, description: '`reply`, `generate`, `error`, `sequence` or `passthrough`.' },
    times: { type: ['integer', 'null'], minimum: 1, description: 'After how many plays it is spent; null: never.' },
    played: { type: 'integer', minimum: 0, description: 'How often it has answered.' },
    source: sourceSchema,
  }),
}

export const showCue = (cue: Cue, played: number): JsonObject => ({
  name: cue.name,
  when: cue.when ?? null,
  action: cue.action.name,
  times: cue.times ?? null,
  played,
  source: showSource(cue.source),
})

export const findingSchema: JsonObject = {
  description: 'Something that the author of a scenario should change.',
  ...objectOf({
    severity: { enum: ['error', 'warning'] },
    code: text,
    message: { ...text, description: 'What is wrong, and what to write instead.' },
    cue: textOrNull,
    source: sourceSchema,
  }),
}

export const showFinding = ({ severity, code, message, cue, source }: Finding): JsonObject => ({
  severity,
  code,
  message,
  cue: cue ?? null,
  source: showSource(source),
})
