import type { Action } from '../../core/action.ts'

/** Lets the request through to the real service. */
export const passthrough: Action = {
  name: 'passthrough',
  schema: { description: 'The request goes to the real service.', const: true },
  play: () => ({ kind: 'passthrough' }),
}
