import type { Endpoint } from '../core/endpoint.ts'
import { chatCompletions } from './chat-completions/endpoint.ts'
import { health } from './health/endpoint.ts'
import { models } from './models/endpoint.ts'
import { storedCompletion, storedCompletions } from './stored-completions/completions.ts'
import { storedCompletionMessages } from './stored-completions/messages.ts'

/** Everything a service does. */
export const endpoints: readonly Endpoint[] = [
  chatCompletions,
  storedCompletions,
  storedCompletion,
  storedCompletionMessages,
  models,
  health,
]
