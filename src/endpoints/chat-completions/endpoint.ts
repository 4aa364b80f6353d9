import type { PlayedEndpoint } from '../../core/endpoint.ts'
import { keep } from '../stored-completions/keep.ts'
import { compose } from './compose.ts'
import { draft } from './draft.schema.ts'
import { excess } from './excess.ts'
import { facts } from './facts.ts'
import { cost } from './usage/cost.ts'

/** Chat completions, plain and streamed. */
export const chatCompletions: PlayedEndpoint = {
  kind: 'played',
  name: 'chat-completions',
  routes: [{ method: 'POST', path: '/chat/completions' }],
  facts,
  excess,
  cost,
  draft,
  compose,
  keep,
}
