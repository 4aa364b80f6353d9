import type { JsonObject } from '../../core/json.ts'
import { callSchema, violationSchema } from './call.ts'
import { cueSchema, findingSchema } from './cue.ts'
import { described, objectOf, ref, type Operation } from './operation.ts'
import { bodyTypes } from './read.ts'

/** The control API as an OpenAPI document, made from the list of its operations. */
export const describeControl = (operations: readonly Operation[]): JsonObject => ({
  openapi: '3.1.0',
  info: {
    title: 'cuecard control API',
    version: '1',
    description:
      'How other processes set up a cuecard listener and see what was called. It answers only programs of the same machine and its own page, unless the listener was given a token.',
  },
  servers: [{ url: 'http://127.0.0.1:4010' }],
  security: [{}, { token: [] }],
  paths: pathsOf(operations),
  components: {
    schemas: {
      Call: callSchema,
      Cue: cueSchema,
      Error: errorSchema,
      Finding: findingSchema,
      Violation: violationSchema,
    },
    responses: refusals,
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        description: 'What --control-token says. Without it none is asked for.',
      },
    },
  },
})

const errorSchema: JsonObject = {
  description: 'Why a request was refused.',
  ...objectOf({
    error: {
      type: 'object',
      properties: {
        code: { type: 'string' },
        message: { type: 'string', description: 'What is wrong, and what to do.' },
        findings: { type: 'array', items: ref('Finding'), description: 'All that is wrong with a scenario or cue.' },
      },
      required: ['code', 'message'],
      additionalProperties: false,
    },
  }),
}

const refusals: JsonObject = {
  BadRequest: described('A parameter or the body cannot be used.', ref('Error')),
  Unauthorized: described('The listener was given a token, and the request does not carry it.', ref('Error')),
  Forbidden: described(
    'A page of another origin asks, or somebody who calls this machine by another name.',
    ref('Error'),
  ),
  TooLarge: described('The body is larger than the listener reads.', ref('Error')),
  BadType: described('The body is neither JSON nor YAML, or compressed.', ref('Error')),
}

const refusal = (name: string): JsonObject => ({ $ref: `#/components/responses/${name}` })

const pathsOf = (operations: readonly Operation[]): JsonObject => {
  const byPath: Record<string, JsonObject> = {}
  for (const operation of operations)
    byPath[operation.path] = { ...byPath[operation.path], [operation.method.toLowerCase()]: toDocument(operation) }
  return byPath
}

const toDocument = (operation: Operation): JsonObject => {
  const { id, summary, description, parameters = [], body, responses, open } = operation
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    ...(open === true && { security: [{}] }),
    ...(parameters.length > 0 && {
      parameters: parameters.map(({ name, description, schema }) => ({
        name,
        in: 'query',
        description,
        schema: { ...schema },
      })),
    }),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: Object.fromEntries(bodyTypes.map((type) => [type, { schema: body }])),
      },
    }),
    responses: {
      ...responses,
      400: refusal('BadRequest'),
      ...(open !== true && { 401: refusal('Unauthorized') }),
      403: refusal('Forbidden'),
      413: refusal('TooLarge'),
      ...(body !== undefined && { 415: refusal('BadType') }),
    },
  }
}
