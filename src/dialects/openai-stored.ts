import type { Dialect } from '../core/dialect.ts'
import { isJsonObject, type JsonObject } from '../core/json.ts'
import type { RequestSchemas } from '../core/schemas.ts'

type SchemaModule = Promise<{ readonly default: JsonObject }>

const error = (): SchemaModule => import('../../schemas/openai/chat-completions.error.json', { with: { type: 'json' } })
const chat = (): SchemaModule =>
  import('../../schemas/openai/chat-completions.response.json', { with: { type: 'json' } })
const completion = (): SchemaModule =>
  import('../../schemas/openai/stored-completion.response.json', { with: { type: 'json' } })

/** Contracts of what the service does with stored completions, by endpoint. */
export const storedSchemas: Dialect['schemas'] = {
  'stored-completions': () =>
    load(
      import('../../schemas/openai/stored-completions.request.json', { with: { type: 'json' } }),
      import('../../schemas/openai/stored-completions.response.json', { with: { type: 'json' } }),
      [completion(), chat()],
    ),
  'stored-completion': () =>
    load(import('../../schemas/openai/stored-completion.request.json', { with: { type: 'json' } }), completion(), [
      chat(),
    ]),
  'stored-completion-messages': () =>
    load(
      import('../../schemas/openai/stored-completion-messages.request.json', { with: { type: 'json' } }),
      import('../../schemas/openai/stored-completion-messages.response.json', { with: { type: 'json' } }),
    ),
}

/** The schemas that an answer's schema refers to are put into it, so that it stands alone; nothing here is ever streamed. */
const load = async (
  request: SchemaModule,
  response: SchemaModule,
  referred: readonly SchemaModule[] = [],
): Promise<RequestSchemas> => {
  const [asked, answered, refused, ...others] = await Promise.all([request, response, error(), ...referred])
  const $defs = Object.fromEntries(others.map(({ default: schema }) => [String(schema['title']), schema]))
  return {
    request: asked.default,
    response: { ...answered.default, $defs: { ...definitionsOf(answered.default), ...$defs } },
    chunk: { not: {} },
    error: refused.default,
  }
}

const definitionsOf = ({ $defs }: JsonObject): JsonObject => (isJsonObject($defs) ? $defs : {})
