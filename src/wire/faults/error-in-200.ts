import type { Fault } from '../../core/fault.ts'
import { errorOf, errorSchemas, withJson } from './bodies.ts'

export const errorIn200: Fault = {
  name: 'error_in_200',
  schema: {
    type: 'object',
    description: 'The status is 200, and the body is an error in JSON, even where a stream was asked for.',
    additionalProperties: false,
    properties: errorSchemas,
  },
  apply: (reply, settings) => ({ ...withJson(reply, errorOf(settings)), status: 200 }),
}
