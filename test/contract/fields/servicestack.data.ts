import type { FieldTable } from './field.ts'
import { servicestackRequest } from './servicestack-request.data.ts'
import { servicestackResponse } from './servicestack-response.data.ts'

const partOfKind = 'of a kind of part: the table of AiContent prints only what all kinds share'

/** Document 003: the metadata page of a ServiceStack service; its tables are the request, the response and their parts. */
export const servicestack: FieldTable = {
  dialect: 'servicestack',
  request: servicestackRequest,
  response: servicestackResponse,
  beyond: {
    request: {
      'messages[].tool_calls[].function': 'as an object, which only the practical level takes',
      'messages[].content[].text': partOfKind,
      'messages[].content[].image_url': partOfKind,
      'messages[].content[].input_audio': partOfKind,
      'messages[].content[].file': partOfKind,
      'tools[].function': 'the table of Tool prints no body, yet a function without one cannot be called',
    },
    response: { 'choices[].message.tool_calls[].function': 'as an object, which only a switch sends' },
  },
}
