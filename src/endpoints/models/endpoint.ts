import type { Call } from '../../core/call.ts'
import type { CallContext } from '../../core/context.ts'
import type { PlainEndpoint, Refusal } from '../../core/endpoint.ts'
import type { JsonObject } from '../../core/json.ts'
import { invalidRequest } from '../../core/api-error.ts'
import { knownProfile } from '../../core/models.ts'
import { profiles } from '../../core/models.data.ts'

/** The models on offer: those of the options, else all that are known, by alias and by snapshot. */
export const models: PlainEndpoint = {
  kind: 'plain',
  name: 'models',
  routes: [
    { method: 'GET', path: '/models' },
    { method: 'GET', path: '/models/*id' },
  ],
  answer: (call, context) => {
    const { id } = call.params
    if (id === undefined) return { object: 'list', data: namesOf(context).map((name) => modelOf(name, context)) }
    const isOffered = context.models === 'any' ? knownProfile(id) !== undefined : context.models.includes(id)
    return isOffered ? modelOf(id, context) : notFound(id, call, context)
  },
}

const knownNames: readonly string[] = [...new Set(profiles.flatMap(({ id, snapshot }) => [id, snapshot]))]

const namesOf = ({ models: offered }: CallContext): readonly string[] => (offered === 'any' ? knownNames : offered)

/** The models that the service lists as its own; all others are the system's. */
const owned: ReadonlySet<string> = new Set(['gpt-4', 'gpt-4-0613', 'gpt-3.5-turbo'])

const modelOf = (id: string, context: CallContext): JsonObject => ({
  id,
  object: 'model',
  created: context.profile(id).created,
  owned_by: owned.has(id) ? 'openai' : 'system',
})

const notFound = (model: string, call: Call, context: CallContext): Refusal => {
  const word = call.dialect.errors['model_not_found']
  if (word === undefined)
    return { refusal: invalidRequest(`The model '${model}' does not exist`, 'model', 'model_not_found', 404) }
  const { method, path } = call
  const { organization, requestId, key } = context
  return { refusal: word({ method, path, model, organization, requestId, key, body_limit: 0, body_bytes: 0 }) }
}
