import type { FieldTable } from './field.ts'
import { openaiRequest } from './openai.request.ts'
import { openaiResponse } from './openai.response.ts'

/** Document 002: "Create chat completion", a mirror of OpenAI's reference of spring 2025. */
export const openai: FieldTable = {
  dialect: 'openai',
  request: openaiRequest,
  response: openaiResponse,
  beyond: { request: {}, response: {} },
}
