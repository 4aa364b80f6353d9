import type { FieldTable } from './field.ts'
import { openaiRequest } from './openai-request.data.ts'
import { openaiResponse } from './openai-response.data.ts'

const customTools = 'wire-format 8, later than the document'
const moderated = 'wire-format 6.2 moderation, later than the document'
const counters = 'wire-format 4, as captured'

/** Document 002: "Create chat completion", a mirror of OpenAI's reference of spring 2025. */
export const openai: FieldTable = {
  dialect: 'openai',
  request: openaiRequest,
  response: openaiResponse,
  beyond: {
    request: {
      'messages[].content[].prompt_cache_breakpoint': 'wire-format 6.2 caching, later than the document',
      'messages[].content[].refusal': 'wire-format 6.2, parts of an assistant',
      'messages[].tool_calls[].custom': customTools,
      'tools[].custom': customTools,
      'tool_choice.custom': customTools,
      'tool_choice.allowed_tools': 'wire-format 6.2 tool_choice, later than the document',
      'functions[].strict': 'the members of a function are those of a tool',
      'prompt_cache_options.ttl': 'wire-format 6.2 caching, later than the document',
      'prompt_cache_options.mode': 'wire-format 6.2 caching, later than the document',
      'moderation.model': moderated,
      'moderation.policy': moderated,
    },
    response: {
      moderation: moderated,
      metadata: 'wire-format 9, of stored completions',
      'choices[].message.tool_calls[].custom': customTools,
      'usage.prompt_tokens_details.text_tokens': counters,
      'usage.prompt_tokens_details.image_tokens': counters,
      'usage.prompt_tokens_details.cache_write_tokens': counters,
      'usage.completion_tokens_details.text_tokens': counters,
    },
  },
}
