import type { CuecardOptions } from '../../src/options.ts'

/** Time stands still, so that what is made from it is the same through every door. */
export const clock = { now: () => 1_750_000_000_000, sleepUntil: () => Promise.resolve() }

export interface Behaviour {
  readonly name: string
  readonly status: number
  /** Beside the model and a greeting; a text is the whole body. */
  readonly body?: object | string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
  /** Below `/v1`. */
  readonly path?: string
  readonly options?: CuecardOptions
  /** What the first cue does. */
  readonly cue?: object
  /** Stands in the body. */
  readonly says?: string
  /** The body breaks off. */
  readonly breaks?: true
}

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}
const schema = {
  type: 'object',
  properties: { colour: { enum: ['red', 'green'] } },
  required: ['colour'],
  additionalProperties: false,
}
const structured = { type: 'json_schema', json_schema: { name: 'pick', strict: true, schema } }
export const story = { reply: { content: 'Grüße aus Köln 🎉 und zurück' } }
export const streamed = { stream: true }

export const behaviours: readonly Behaviour[] = [
  { name: 'text', status: 200, says: '"object": "chat.completion"' },
  { name: 'canned text', status: 200, cue: story, says: 'Köln 🎉' },
  { name: 'a stream', status: 200, body: streamed, says: 'data: [DONE]\n\n' },
  {
    name: 'a stream with usage',
    status: 200,
    body: { stream: true, stream_options: { include_usage: true } },
    says: '"choices":[],"usage":{',
  },
  { name: 'a canned stream', status: 200, body: streamed, cue: story, says: ' K' },
  {
    name: 'a stream without padding',
    status: 200,
    body: { stream: true, stream_options: { include_obfuscation: false } },
    says: '[DONE]',
  },
  { name: 'three choices', status: 200, body: { n: 3 }, says: '"index": 2' },
  { name: 'three streamed choices', status: 200, body: { n: 3, stream: true }, says: '"index":2' },
  { name: 'a tool call', status: 200, body: { tools: [weather], tool_choice: 'required' }, says: '"get_weather"' },
  {
    name: 'a streamed tool call',
    status: 200,
    body: { tools: [weather], tool_choice: 'required', stream: true },
    says: '"finish_reason":"tool_calls"',
  },
  {
    name: 'broken arguments',
    status: 200,
    body: { tools: [weather] },
    cue: { reply: { tool_calls: [{ name: 'get_weather', arguments: '{"ci' }] } },
    says: '{\\"ci',
  },
  { name: 'structured output', status: 200, body: { response_format: structured }, says: 'colour' },
  { name: 'logprobs', status: 200, body: { logprobs: true, top_logprobs: 2 }, says: '"top_logprobs"' },
  { name: 'a cut at max_tokens', status: 200, body: { max_tokens: 1 }, says: '"finish_reason": "length"' },
  { name: 'a reasoning model', status: 200, body: { model: 'gpt-5' }, says: '"gpt-5-2025-08-07"' },
  { name: 'a model of its own', status: 200, method: 'GET', path: '/models/gpt-4o', says: '"owned_by"' },
  { name: 'a HEAD', status: 200, method: 'HEAD', path: '/models' },
  {
    name: 'a preflight',
    status: 204,
    method: 'OPTIONS',
    headers: { origin: 'https://page.example', 'access-control-request-headers': 'authorization, x-stainless-os' },
  },
  {
    name: 'a page of another origin',
    status: 200,
    headers: { origin: 'https://page.example' },
    says: 'chat.completion',
  },
  { name: 'headers of a cue', status: 200, cue: { ...story, headers: { 'X-Served-By': 'cue' } }, says: 'Köln' },
  { name: 'no key', status: 401, headers: { authorization: '' }, says: "You didn't provide an API key." },
  {
    name: 'no key at a path that is not served',
    status: 401,
    path: '/nowhere',
    headers: { authorization: '' },
    says: "You didn't provide an API key.",
  },
  { name: 'an empty key', status: 401, headers: { authorization: 'Bearer ' }, says: "provided: ''." },
  { name: 'a wrong key', status: 401, options: { auth: { keys: ['right'] } }, says: 'provided: sk-doors' },
  { name: 'an unknown URL', status: 404, path: '/nowhere?x=1', says: 'Invalid URL (POST /v1/nowhere)' },
  {
    name: 'a trailing slash',
    status: 404,
    path: '/chat/completions/',
    says: 'Invalid URL (POST /v1/chat/completions/). cuecard serves /chat/completions right below the base URL',
  },
  {
    name: 'a neighbour',
    status: 404,
    path: '/responses',
    says: 'Invalid URL (POST /v1/responses). cuecard serves Chat Completions',
  },
  { name: 'below a neighbour', status: 404, path: '/threads/t/runs', says: 'not the Assistants API' },
  { name: 'a wrong method', status: 405, method: 'PUT', says: 'Not allowed to PUT on /v1/chat/completions.' },
  {
    name: 'an unknown model',
    status: 404,
    method: 'GET',
    path: '/models/a%2Fb',
    says: 'The model `a/b` does not exist',
  },
  {
    name: 'a body at the limit',
    status: 400,
    body: 'x'.repeat(1_000),
    options: { bodyLimit: 1_000 },
    says: 'could not parse the JSON body',
  },
  {
    name: 'a body over the limit',
    status: 413,
    body: 'x'.repeat(1_001),
    options: { bodyLimit: 1_000 },
    says: 'limit (1000) exceeded (1001 bytes read)',
  },
  { name: 'an empty body', status: 400, body: '', says: 'could not parse the JSON body' },
  { name: 'no JSON', status: 400, body: '{"model":', says: 'could not parse the JSON body' },
  { name: 'no object', status: 400, body: '[]', says: 'could not parse the JSON body' },
  {
    name: 'no UTF-8',
    status: 400,
    body: Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d),
    says: 'could not parse the JSON body',
  },
  { name: 'deep nesting', status: 400, body: '['.repeat(100_000), says: 'could not parse the JSON body' },
  {
    name: 'a member called __proto__',
    status: 400,
    body: '{"model":"gpt-4o","messages":[],"__proto__":{}}',
    says: "Unknown parameter: '__proto__'.",
  },
  { name: 'an unknown parameter', status: 400, body: { stor: true }, says: "Did you mean 'store'?" },
  {
    name: 'a wrong type',
    status: 400,
    body: { temperature: 'hot' },
    says: 'expected a decimal, but got a string instead.',
  },
  {
    name: 'a rate limit',
    status: 429,
    cue: { error: 'rate_limited', retry_after: '20ms' },
    says: 'Please try again in 20ms.',
  },
  { name: 'a spent quota', status: 429, cue: { error: 'insufficient_quota' }, says: '"insufficient_quota"' },
  { name: 'a server error', status: 500, cue: { error: 'server_error' }, says: 'Please include the request ID req_' },
  {
    name: 'an overload asked for by header',
    status: 503,
    headers: { 'x-cuecard-error': 'overloaded' },
    says: 'currently overloaded',
  },
  {
    name: 'a forced cue that does not exist',
    status: 404,
    headers: { 'x-cuecard-cue': 'nope' },
    says: '"no_matching_cue"',
  },
  {
    name: 'a function that throws',
    status: 500,
    cue: {
      reply: () => {
        throw new Error('out of words')
      },
    },
    says: '"server_error"',
  },
  {
    name: 'an error of one’s own',
    status: 418,
    cue: { error: { status: 418, message: 'short and stout' } },
    says: 'short and stout',
  },
  {
    name: 'an end without the done marker',
    status: 200,
    body: streamed,
    cue: { ...story, fault: { end: 3 } },
    says: 'data: ',
  },
  {
    name: 'characters split between writes',
    status: 200,
    body: streamed,
    cue: { ...story, fault: { split: 'utf8' } },
    says: '[DONE]',
  },
  {
    name: 'an error event',
    status: 200,
    body: streamed,
    cue: { ...story, fault: { error: { after: 2, shape: 'event' } } },
    says: 'event: error\n',
  },
  { name: 'garbage', status: 200, body: streamed, cue: { ...story, fault: 'garbage' }, says: 'data: {' },
  { name: 'half a completion', status: 200, cue: { ...story, fault: 'truncate' }, says: '"object"' },
  { name: 'carriage returns', status: 200, body: streamed, cue: { ...story, fault: 'crlf' }, says: '\r\n\r\n' },
  { name: 'comments', status: 200, body: streamed, cue: { ...story, fault: 'comments' }, says: '\n: ' },
  {
    name: 'no done marker',
    status: 200,
    body: streamed,
    cue: { ...story, fault: 'no_done' },
    says: '"finish_reason":"stop"',
  },
  {
    name: 'no finish reason',
    status: 200,
    body: streamed,
    cue: { ...story, fault: 'no_finish_reason' },
    says: '[DONE]',
  },
  { name: 'events sent twice', status: 200, body: streamed, cue: { ...story, fault: 'duplicate' }, says: '[DONE]' },
  { name: 'a huge event', status: 200, body: streamed, cue: { ...story, fault: 'huge' }, says: '[DONE]' },
  { name: 'a wrong content type', status: 200, cue: { ...story, fault: { content_type: 'text/html' } }, says: 'Köln' },
  { name: 'an error in a 200', status: 200, body: streamed, cue: { ...story, fault: 'error_in_200' }, says: '"error"' },
  { name: 'a page of the gateway', status: 502, body: streamed, cue: { ...story, fault: 'html_502' }, says: '<html>' },
  {
    name: 'a closed connection',
    status: 200,
    body: streamed,
    cue: { ...story, fault: { close: 2 } },
    says: 'Gr',
    breaks: true,
  },
  {
    name: 'a reset connection',
    status: 200,
    body: streamed,
    cue: { ...story, fault: { reset: 2 } },
    says: 'Gr',
    breaks: true,
  },
]
