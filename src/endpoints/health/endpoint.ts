import type { PlainEndpoint } from '../../core/endpoint.ts'

/** Says that the server is ready; for whoever starts it. */
export const health: PlainEndpoint = {
  kind: 'plain',
  name: 'health',
  routes: [{ method: 'GET', path: '/health' }],
  open: true,
  root: true,
  answer: () => ({ status: 'ok' }),
}
