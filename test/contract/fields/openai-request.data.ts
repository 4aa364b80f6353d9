import type { FieldGroup } from './field.ts'
import { openaiMembers } from './openai-members.data.ts'
import { openaiMessages } from './openai-messages.data.ts'
import { openaiOptions } from './openai-options.data.ts'

/**
 * Document 002, whose tables are lost: the sample, with types and limits of the API description of its time.
 * Whatever is optional may be null, which is as good as absent (wire-format 3.1).
 */
export const openaiRequest: readonly FieldGroup[] = [...openaiMembers, ...openaiOptions, ...openaiMessages]
