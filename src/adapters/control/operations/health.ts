import { described, json, objectOf, type Operation } from '../operation.ts'

export const health: Operation = {
  method: 'GET',
  path: '/_cuecard/health',
  id: 'health',
  summary: 'Says that the listener is ready.',
  responses: { 200: described('It is.', objectOf({ status: { const: 'ok' } })) },
  answer: () => json({ status: 'ok' }),
}
