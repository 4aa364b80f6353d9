import type { Json, JsonObject } from '../../src/core/json.ts'
import { ofCompletion, ofError, put, type Defect } from './broken-provider.ts'
import { streamDefects } from './broken-streams.data.ts'

const message = ['choices', 0, 'message']
const call = [...message, 'tool_calls', 0]

/** Sets a value in each completion. */
const at = (path: readonly (string | number)[], given: Json | undefined): Defect['breaks'] =>
  ofCompletion((completion) => put(completion, path, given))

const asksFor = (member: string, value?: Json) => (asked: JsonObject) =>
  value === undefined ? asked[member] !== undefined : asked[member] === value

/** What a provider can do wrong, each found out by exactly these codes. */
export const defects: readonly Defect[] = [
  // Whole answers.
  { name: 'a null id', breaks: at(['id'], null), found: ['schema/type'] },
  { name: 'an id of its own make', breaks: at(['id'], 'gen-1'), found: ['completion-id'] },
  { name: 'another object', breaks: at(['object'], 'text_completion'), found: ['schema/enum'] },
  { name: 'a time with fractions', breaks: at(['created'], 1.5), found: ['schema/type'] },
  { name: 'no model', breaks: at(['model'], undefined), found: ['schema/required'] },
  { name: 'no choices', breaks: at(['choices'], undefined), found: ['schema/required'] },
  {
    name: 'a null content where a text must be',
    breaks: ofCompletion((completion, asked) =>
      asked['tools'] === undefined ? put(completion, [...message, 'content'], null) : completion,
    ),
    found: ['message-speaks'],
  },
  {
    name: 'a content of parts',
    breaks: at([...message, 'content'], [{ type: 'text', text: 'x' }]),
    found: ['schema/type'],
  },
  { name: 'no role', breaks: at([...message, 'role'], undefined), found: ['schema/required'] },
  { name: 'a finish_reason that is none', breaks: at(['choices', 0, 'finish_reason'], 'eos'), found: ['schema/enum'] },
  {
    name: 'stop behind a call',
    breaks: ofCompletion((completion, asked) =>
      asked['tool_choice'] === 'required' ? put(completion, ['choices', 0, 'finish_reason'], 'stop') : completion,
    ),
    found: ['finish-reason'],
  },
  { name: 'choices that count from 1', breaks: at(['choices', 0, 'index'], 1), found: ['choice-indexes'] },
  {
    name: 'one choice instead of two',
    breaks: ofCompletion((completion) => ({
      ...completion,
      choices: Array.isArray(completion['choices']) ? completion['choices'].slice(0, 1) : [],
    })),
    found: ['answer-choices'],
  },
  {
    name: 'a member that nobody knows',
    breaks: ofCompletion((completion) => ({ ...completion, x_extra: true })),
    found: ['schema/additionalProperties'],
  },
  { name: 'no usage', breaks: at(['usage'], undefined), found: ['answer-usage'] },
  { name: 'a wrong sum', breaks: at(['usage', 'total_tokens'], 1), found: ['usage-sums'] },
  {
    name: 'more than the limit',
    breaks: ofCompletion((completion, asked) =>
      asksFor('max_tokens')(asked) || asksFor('max_completion_tokens')(asked)
        ? { ...completion, usage: { prompt_tokens: 1, completion_tokens: 99, total_tokens: 100 } }
        : completion,
    ),
    found: ['answer-length'],
  },
  {
    name: 'length without a limit that was met',
    breaks: ofCompletion((completion, asked) =>
      asksFor('max_tokens')(asked)
        ? { ...completion, usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }
        : completion,
    ),
    found: ['answer-length'],
  },
  {
    name: 'a text that goes on behind the stop sequence',
    breaks: ofCompletion((completion, asked) =>
      asksFor('stop')(asked) ? put(completion, [...message, 'content'], '6, 7, 8') : completion,
    ),
    found: ['answer-stop'],
  },
  {
    name: 'arguments as an object',
    breaks: at([...call, 'function', 'arguments'], {}),
    found: ['schema/type'],
  },
  {
    name: 'arguments that are cut off',
    breaks: at([...call, 'function', 'arguments'], '{"city":'),
    found: ['answer-arguments'],
  },
  {
    name: 'arguments that do not fit',
    breaks: at([...call, 'function', 'arguments'], '{"town":"Paris"}'),
    found: ['answer-arguments'],
  },
  {
    name: 'a call of what is not offered',
    breaks: at([...call, 'function', 'name'], 'rm_rf'),
    found: ['answer-tool-choice'],
  },
  {
    name: 'no call where one is required',
    breaks: ofCompletion((completion, asked) =>
      asksFor('tool_choice', 'required')(asked)
        ? put(completion, ['choices', 0], {
            index: 0,
            message: { role: 'assistant', content: 'No.', refusal: null },
            logprobs: null,
            finish_reason: 'stop',
          })
        : completion,
    ),
    found: ['answer-tool-choice'],
  },
  {
    name: 'two calls at a time',
    breaks: ofCompletion((completion, asked) =>
      asksFor('parallel_tool_calls', false)(asked)
        ? put(
            completion,
            [...message, 'tool_calls'],
            ['a', 'b'].map((id) => ({
              id,
              type: 'function',
              function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
            })),
          )
        : completion,
    ),
    found: ['answer-tool-choice'],
  },
  {
    name: 'two calls with one id',
    breaks: ofCompletion((completion, asked) =>
      asksFor('tool_choice', 'required')(asked) && asked['parallel_tool_calls'] === undefined
        ? put(
            completion,
            [...message, 'tool_calls'],
            ['a', 'a'].map((id) => ({
              id,
              type: 'function',
              function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
            })),
          )
        : completion,
    ),
    found: ['answer-call-ids'],
  },
  {
    name: 'JSON in a fence',
    breaks: ofCompletion((completion, asked) =>
      asksFor('response_format')(asked) ? put(completion, [...message, 'content'], '```json\n{}\n```') : completion,
    ),
    found: ['answer-format'],
  },
  {
    name: 'structured output without its members',
    breaks: ofCompletion((completion, asked) =>
      asksFor('response_format')(asked) ? put(completion, [...message, 'content'], '{}') : completion,
    ),
    found: ['answer-format'],
  },
  {
    name: 'no logprobs',
    breaks: ofCompletion((completion, asked) =>
      asksFor('logprobs')(asked) ? put(completion, ['choices', 0, 'logprobs'], null) : completion,
    ),
    found: ['answer-logprobs'],
  },
  {
    name: 'a probability above 1',
    breaks: at(['choices', 0, 'logprobs', 'content', 0, 'logprob'], 0.5),
    found: ['logprobs-at-most-zero'],
  },
  {
    name: 'logprobs of another text',
    breaks: at(['choices', 0, 'logprobs', 'content', 0, 'bytes'], [120]),
    found: ['answer-logprobs'],
  },

  // Transport.
  {
    name: 'a page of HTML',
    breaks: (answer) =>
      answer.status === 200 && answer.headers['content-type']?.includes('json') === true
        ? { ...answer, body: '<html>' }
        : answer,
    found: ['answer-json'],
  },
  {
    name: 'another encoding',
    breaks: (answer) => (answer.status === 200 ? { ...answer, body: Uint8Array.of(0x7b, 0xe9, 0x7d) } : answer),
    found: ['answer-json'],
  },
  {
    name: 'JSON that is called a text',
    breaks: (answer) =>
      answer.headers['content-type']?.includes('json') === true
        ? { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } }
        : answer,
    found: ['answer-content-type'],
  },
  {
    name: 'a stream that is called JSON',
    breaks: (answer) =>
      answer.headers['content-type']?.includes('stream') === true
        ? { ...answer, headers: { ...answer.headers, 'content-type': 'application/json' } }
        : answer,
    found: ['answer-content-type'],
  },
  {
    name: 'no id of the request',
    breaks: ({ headers: { 'x-request-id': _id, ...headers }, ...answer }) => ({ ...answer, headers }),
    found: ['answer-header'],
  },
  {
    name: 'a limit in words',
    breaks: (answer) => ({ ...answer, headers: { ...answer.headers, 'x-ratelimit-limit-tokens': 'plenty' } }),
    found: ['answer-header'],
  },
  {
    name: 'more left than there was',
    breaks: (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'x-ratelimit-limit-requests': '1', 'x-ratelimit-remaining-requests': '2' },
    }),
    found: ['answer-header'],
  },
  {
    name: 'a failure',
    breaks: (answer) => ({ ...answer, status: answer.status === 200 ? 500 : answer.status }),
    found: ['answer-status'],
  },
  {
    name: 'a redirect',
    breaks: (answer) => ({
      ...answer,
      status: 307,
      headers: { ...answer.headers, location: 'http://elsewhere.test/' },
    }),
    found: ['answer-status'],
  },
  {
    name: 'a cut',
    breaks: (answer) =>
      answer.status === 200 && answer.headers['content-type']?.includes('json') === true
        ? { ...answer, end: 'cut' as const }
        : answer,
    found: ['answer-cut'],
  },
  {
    name: 'a stream that is cut',
    breaks: (answer) =>
      answer.headers['content-type']?.includes('stream') === true ? { ...answer, end: 'cut' as const } : answer,
    found: ['answer-cut'],
  },

  // Refusals.
  { name: 'nothing is refused', breaks: (answer) => ({ ...answer, status: 200 }), found: ['answer-status'] },
  { name: 'an error without its envelope', breaks: ofError(() => ({ message: 'no' })), found: ['error-envelope'] },
  { name: 'an error that is a text', breaks: ofError(() => ({ error: 'no' })), found: ['error-envelope'] },
  {
    name: 'an error with a null type',
    breaks: ofError((body) => put(body, ['error', 'type'], null)),
    found: ['error-envelope'],
  },
  {
    name: 'an error of another type',
    breaks: ofError((body) => put(body, ['error', 'type'], 'server_error')),
    found: ['error-differs'],
  },
  {
    name: 'an error that is a page',
    breaks: (answer) => (answer.status >= 400 ? { ...answer, body: '<html>' } : answer),
    found: ['answer-json'],
  },

  ...streamDefects,
]
