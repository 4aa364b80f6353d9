import type { JsonObject } from '../../src/core/json.ts'

/** One mistake of an app: what it sends, what it should have sent, and the rule that it breaks. */
export interface Mistake {
  readonly rule: string
  /** What the report names as the origin of the rule. */
  readonly source: string
  readonly broken: Sent
  readonly mended: Sent
}

export interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  /** A text is sent as it stands. */
  readonly body: JsonObject | string
}

const user = { role: 'user', content: 'Where is my order?' }
const tool = { type: 'function', function: { name: 'find_order', parameters: { type: 'object', properties: {} } } }
const call = { id: 'call_1', type: 'function', function: { name: 'find_order', arguments: '{}' } }
const result = { role: 'tool', tool_call_id: 'call_1', content: 'On its way.' }
const asked = { role: 'assistant', content: null, tool_calls: [call] }

const ask = (members: JsonObject = {}): Sent => ({ body: { model: 'gpt-4o-mini', messages: [user], ...members } })

const strict = (schema: JsonObject): JsonObject => ({
  response_format: { type: 'json_schema', json_schema: { name: 'order', strict: true, schema } },
})
const open = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }

/** Twenty-five ways to get the API wrong, each by one rule. */
export const mistakes: readonly Mistake[] = [
  {
    rule: 'schema/required',
    source: 'What the service accepts at POST /v1/chat/completions.',
    broken: { body: { messages: [user] } },
    mended: ask(),
  },
  {
    rule: 'schema/type',
    source: 'How daring the sampling is (002; wire-format 3.5).',
    broken: ask({ temperature: 'hot' }),
    mended: ask({ temperature: 1 }),
  },
  {
    rule: 'schema/minItems',
    source: 'The conversation so far, oldest first (002; wire-format 3.1).',
    broken: ask({ messages: [] }),
    mended: ask(),
  },
  {
    rule: 'schema/enum',
    source: 'Who speaks (002; wire-format 3.2).',
    broken: ask({ messages: [{ role: 'usr', content: 'Hello' }] }),
    mended: ask({ messages: [{ role: 'user', content: 'Hello' }] }),
  },
  {
    rule: 'schema/maximum',
    source: 'How daring the sampling is (002; wire-format 3.5).',
    broken: ask({ temperature: 2.5 }),
    mended: ask({ temperature: 2 }),
  },
  {
    rule: 'schema/minimum',
    source: 'Makes words less likely once they occurred (002; wire-format 3.5).',
    broken: ask({ presence_penalty: -3 }),
    mended: ask({ presence_penalty: -2 }),
  },
  {
    rule: 'schema/additionalProperties',
    source: 'What the service accepts at POST /v1/chat/completions.',
    broken: ask({ max_token: 100 }),
    mended: ask({ max_tokens: 100 }),
  },
  { rule: 'model-caps', source: 'wire-format 2.3, 3.5 (M)', broken: ask({ n: 200 }), mended: ask({ n: 2 }) },
  {
    rule: 'tool-choice-needs-tools',
    source: 'wire-format 2.3 (R)',
    broken: ask({ tool_choice: 'auto' }),
    mended: ask({ tools: [tool], tool_choice: 'auto' }),
  },
  {
    rule: 'tool-choice-is-offered',
    source: 'wire-format 6.2; wording reported for functions, assumed for custom tools (A)',
    broken: ask({ tools: [tool], tool_choice: { type: 'function', function: { name: 'find_ordr' } } }),
    mended: ask({ tools: [tool], tool_choice: { type: 'function', function: { name: 'find_order' } } }),
  },
  {
    rule: 'parallel-tool-calls-needs-tools',
    source: 'wire-format 2.3 (R)',
    broken: ask({ parallel_tool_calls: false }),
    mended: ask({ tools: [tool], parallel_tool_calls: false }),
  },
  {
    rule: 'top-logprobs-need-logprobs',
    source: 'wire-format 2.3 (M)',
    broken: ask({ top_logprobs: 3 }),
    mended: ask({ logprobs: true, top_logprobs: 3 }),
  },
  {
    rule: 'stream-options-need-stream',
    source: 'wire-format 2.3 (M)',
    broken: ask({ stream_options: { include_usage: true } }),
    mended: ask({ stream: true, stream_options: { include_usage: true } }),
  },
  {
    rule: 'one-output-limit',
    source: 'wire-format 6.2; wording as users report it (R)',
    broken: ask({ max_tokens: 10, max_completion_tokens: 10 }),
    mended: ask({ max_completion_tokens: 10 }),
  },
  {
    rule: 'json-mode-word',
    source: 'wire-format 2.3 (R)',
    broken: ask({ response_format: { type: 'json_object' } }),
    mended: ask({
      response_format: { type: 'json_object' },
      messages: [{ role: 'system', content: 'Answer in JSON.' }, user],
    }),
  },
  {
    rule: 'strict-schemas',
    source: 'wire-format 7 (R); totals, definitions and lengths as users report them (R) or assumed (A)',
    broken: ask(strict(open)),
    mended: ask(strict({ ...open, additionalProperties: false })),
  },
  {
    rule: 'tool-messages',
    source: 'wire-format 2.3, 8 (R); ids that were not asked for as users report them (R)',
    broken: ask({ messages: [user, result] }),
    mended: ask({ messages: [user, asked, result] }),
  },
  {
    rule: 'message-content',
    source: 'wire-format 2.3, 3.1 (M)',
    broken: ask({ messages: [{ role: 'user', content: null }] }),
    mended: ask({ messages: [{ role: 'user', content: 'Hello' }] }),
  },
  {
    rule: 'logit-bias-keys',
    source: 'wire-format 3.5 (S); wording as users report it (R)',
    broken: ask({ logit_bias: { order: 5 } }),
    mended: ask({ logit_bias: { 1234: 5 } }),
  },
  {
    rule: 'unrecognized-arguments',
    source: 'Document 002, sample; wording as users of gpt-4o, gpt-4o-mini and gpt-4.1 report it (R)',
    broken: ask({ reasoning_effort: 'high' }),
    mended: { body: { model: 'o3-mini', messages: [user], reasoning_effort: 'high' } },
  },
  {
    rule: 'image-model',
    source: 'Wording as users of gpt-3.5-turbo and gpt-4 report it (R); which models, from their pages (D)',
    broken: {
      body: {
        model: 'gpt-3.5-turbo',
        messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] }],
      },
    },
    mended: ask({
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] }],
    }),
  },
  { rule: 'request-json', source: 'wire-format 2.3', broken: { body: '{ "model": ' }, mended: ask() },
  {
    rule: 'request-key',
    source: 'wire-format 2.2',
    broken: { ...ask(), headers: { authorization: '' } },
    mended: ask(),
  },
  { rule: 'request-path', source: 'wire-format 2.2', broken: { ...ask(), path: '/chat/completion' }, mended: ask() },
  { rule: 'request-method', source: 'wire-format 2.2', broken: { ...ask(), method: 'PUT' }, mended: ask() },
]
