import { invalidRequest, type ApiError } from '../../core/api-error.ts'
import { isJsonObject, type JsonObject } from '../../core/json.ts'
import { paramOf } from '../../core/violation.ts'
import type { Fault } from './fault.ts'
import { echoed } from './grammar.ts'

/** What the service answers to a body that it cannot parse; it says the same of a model that is no text (wire-format 2.3). */
const unparsableBody: ApiError = invalidRequest(
  "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. " +
    'The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, ' +
    'please contact us through our help center at help.openai.com.)',
)

const noModel = invalidRequest('you must provide a model parameter')

/** Places where the service leaves its own grammar; undefined everywhere else. */
export const specialWording = (fault: Fault, body: JsonObject): ApiError | undefined => {
  const [field] = fault.path
  if (field === 'model' && fault.path.length === 1 && fault.keyword !== 'additionalProperties')
    return fault.keyword === 'type' && fault.value !== null ? unparsableBody : noModel
  if (field === 'messages') return messagesWording(fault, body)
  if (field === 'prompt_cache_retention' && fault.keyword === 'enum')
    return invalidRequest('Invalid prompt_cache_retention argument', field)
  return undefined
}

const messagesWording = ({ keyword, path, value }: Fault, body: JsonObject): ApiError | undefined => {
  if (path.length === 1 && keyword === 'type' && value === null)
    return invalidRequest("Missing required parameter: 'messages'.", 'messages', 'missing_required_parameter')
  const [, index, content, , member] = path
  if (keyword !== 'enum' || content !== 'content' || member !== 'type' || value !== 'image_url') return undefined
  const message = Array.isArray(body['messages']) ? body['messages'][Number(index)] : undefined
  const role = isJsonObject(message) ? echoed(message['role']) : ''
  const param = paramOf(path.slice(0, 2))
  return invalidRequest(
    `Invalid '${param}'. Image URLs are only allowed for messages with role 'user', ` +
      `but this message with role '${role}' contains an image URL.`,
    param,
    'invalid_value',
  )
}
