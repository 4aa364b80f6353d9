import type { Endpoint } from '../core/endpoint.ts'
import { chatCompletions } from './chat-completions/endpoint.ts'
import { health } from './health/endpoint.ts'
import { models } from './models/endpoint.ts'

/** Everything a service does. */
export const endpoints: readonly Endpoint[] = [chatCompletions, models, health]
