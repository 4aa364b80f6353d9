import { answering, calling, user, type BreachCase } from './breaches.ts'

const picture = (url: string): object => ({ type: 'image_url', image_url: { url } })
const asking = (...parts: object[]): Readonly<Record<string, unknown>> => ({
  messages: [{ role: 'user', content: parts }],
})
const text = { type: 'text', text: 'x' }
const sound = { type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } }
const misplaced =
  "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."
const unanswered =
  "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
  'The following tool_call_ids did not have response messages:'
const silent = "Invalid value for 'content': expected a string, got null."

/** Rules inside the conversation. */
export const breachesOfMessages: readonly BreachCase[] = [
  {
    rule: 'image-urls',
    breaks: asking(picture('https://x.example/a'), picture('data:application/pdf;base64,AA')),
    mends: asking(picture('https://x.example/a'), picture('data:image/png;base64,AA')),
    message:
      "Invalid image URL: 'messages[0].content[1].image_url.url'. Expected a base64-encoded data URL with an image MIME type " +
      "(e.g. 'data:image/png;base64,...'), but got unsupported MIME type 'application/pdf'.",
    param: 'messages[0].content[1].image_url.url',
    code: 'invalid_value',
  },
  {
    rule: 'image-model',
    breaks: { model: 'gpt-3.5-turbo', ...asking(text, picture('https://x.example/a')) },
    mends: { model: 'gpt-4o' },
    message: 'Invalid content type. image_url is only supported by certain models.',
    param: 'messages.[0].content.[1].type',
  },
  {
    rule: 'input-audio-model',
    breaks: asking(text, sound),
    mends: { model: 'gpt-4o-audio-preview' },
    message: "Invalid 'messages[0]'. Content blocks are expected to be either text or image_url type.",
    param: 'messages[0]',
    code: 'invalid_value',
  },
  {
    rule: 'file-parts',
    breaks: asking({ type: 'file', file: { file_data: 'data:application/pdf;base64,AA' } }),
    mends: asking({ type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA' } }),
    message: "Missing required parameter: 'messages[0].content[0].file.file_id'.",
    param: 'messages[0].content[0].file.file_id',
    code: 'missing_required_parameter',
  },
  {
    rule: 'system-role',
    breaks: { model: 'o1-mini', messages: [{ role: 'system', content: 'x' }, user] },
    mends: { messages: [user] },
    message: "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
    param: 'messages[0].role',
    code: 'unsupported_value',
  },
  {
    rule: 'tool-messages',
    breaks: { messages: [user, answering('a')] },
    mends: { messages: [user, calling('a'), answering('a')] },
    message: misplaced,
    param: 'messages.[1].role',
  },
  {
    rule: 'tool-messages',
    breaks: { messages: [user, calling('a'), answering('a'), user, answering('a')] },
    mends: { messages: [user, calling('a'), answering('a'), user, calling('a'), answering('a')] },
    message: misplaced,
    param: 'messages.[4].role',
  },
  {
    rule: 'tool-messages',
    breaks: { messages: [user, calling('a'), answering('a'), answering('b')] },
    mends: { messages: [user, calling('a', 'b'), answering('a'), answering('b')] },
    message: "Invalid parameter: 'tool_call_id' of 'b' not found in 'tool_calls' of previous message.",
    param: 'messages.[3].tool_call_id',
  },
  {
    rule: 'tool-messages',
    breaks: { messages: [user, calling('a', 'b'), answering('b'), user] },
    mends: { messages: [user, calling('a', 'b'), answering('b'), answering('a'), user] },
    message: `${unanswered} a`,
    param: 'messages.[3].role',
  },
  {
    rule: 'tool-messages',
    breaks: { messages: [user, calling('a', 'b')] },
    mends: { messages: [user, calling('a', 'b'), answering('a'), answering('b')] },
    message: `${unanswered} a, b`,
    param: 'messages.[1].role',
  },
  {
    rule: 'tool-call-ids',
    breaks: { messages: [user, calling('a'), answering('a'), answering('a')] },
    mends: { messages: [user, calling('a'), answering('a')] },
    message: "Invalid parameter: Duplicate value for 'tool_call_id' of 'a', in messages[2] and messages[3].",
    param: 'messages.[3].tool_call_id',
  },
  {
    rule: 'tool-call-ids',
    breaks: { messages: [user, calling('a', 'a'), answering('a')] },
    mends: { messages: [user, calling('a', 'b'), answering('a'), answering('b')] },
    message: "Invalid parameter: Duplicate value for 'tool_call_id' of 'a', in messages[1] and messages[1].",
    param: 'messages.[1].tool_calls.[1].id',
  },
  {
    rule: 'message-content',
    breaks: { messages: [{ role: 'user' }] },
    mends: { messages: [user] },
    message: silent,
    param: 'messages.[0].content',
  },
  {
    rule: 'message-content',
    breaks: { messages: [user, { role: 'system', content: null, audio: { id: 'a' } }] },
    mends: { messages: [user, { role: 'system', content: 'x', audio: { id: 'a' } }] },
    message: silent,
    param: 'messages.[1].content',
  },
  {
    rule: 'message-content',
    breaks: { messages: [user, { role: 'assistant', refusal: null, tool_calls: null }] },
    mends: { messages: [user, { role: 'assistant', refusal: 'No.', tool_calls: null }] },
    message: silent,
    param: 'messages.[1].content',
  },
]
