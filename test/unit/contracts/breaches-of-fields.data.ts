import { fn, unsupported, user, type BreachCase } from './breaches.ts'

const without = { tools: undefined }
const speaking = { model: 'gpt-4o-audio-preview', modalities: ['text', 'audio'] }
const prediction = { type: 'content', content: 'x' }
const custom = (name: string): object => ({ type: 'custom', custom: { name } })
const allowing = (...tools: object[]): object => ({ type: 'allowed_tools', allowed_tools: { mode: 'auto', tools } })
const predicted = (name: string): string =>
  `Invalid value for 'prediction': 'prediction' is not supported together with '${name}'.`
const only = (field: string, other: string): string =>
  `Invalid value for '${field}': '${field}' is only allowed when '${other}' are specified.`

/** Rules between the fields of a request and the abilities of its model. */
export const breachesOfFields: readonly BreachCase[] = [
  {
    rule: 'unknown-to-model',
    breaks: { model: 'gpt-5.6-terra', modalities: ['text'] },
    mends: { model: 'gpt-5' },
    message: "Unknown parameter: 'modalities'.",
    param: 'modalities',
    code: 'unknown_parameter',
  },
  {
    rule: 'unknown-to-model',
    breaks: { model: 'gpt-5.6-sol', web_search_options: {} },
    mends: { model: 'gpt-4o-search-preview' },
    message: "Unknown parameter: 'web_search_options'.",
    param: 'web_search_options',
    code: 'unknown_parameter',
  },
  {
    rule: 'unrecognized-arguments',
    breaks: { reasoning_effort: 'low' },
    mends: { model: 'o3-mini' },
    message: 'Unrecognized request argument supplied: reasoning_effort',
    param: null,
  },
  {
    rule: 'one-output-limit',
    breaks: { max_tokens: 5, max_completion_tokens: 5 },
    mends: { max_tokens: undefined },
    message: "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
    param: 'max_tokens',
    code: 'invalid_parameter_combination',
  },
  {
    rule: 'tool-choice-needs-tools',
    breaks: { tool_choice: 'auto' },
    mends: { tools: [fn('f')] },
    message: only('tool_choice', 'tools'),
    param: 'tool_choice',
  },
  {
    rule: 'tool-choice-needs-tools',
    breaks: { tool_choice: 'none', tools: null },
    mends: { tool_choice: null },
    message: only('tool_choice', 'tools'),
    param: 'tool_choice',
  },
  {
    rule: 'tool-choice-is-offered',
    breaks: { tools: [fn('f')], tool_choice: fn('g') },
    mends: { tool_choice: fn('f') },
    message: "Invalid value for 'tool_choice': no function named 'g' was specified in the 'tools' parameter.",
    param: 'tool_choice',
  },
  {
    rule: 'tool-choice-is-offered',
    breaks: { tools: [fn('f')], tool_choice: custom('f') },
    mends: { tools: [custom('f')] },
    message: "Invalid value for 'tool_choice': no custom tool named 'f' was specified in the 'tools' parameter.",
    param: 'tool_choice',
  },
  {
    rule: 'tool-choice-is-offered',
    breaks: { functions: [{ name: 'f' }], function_call: { name: 'g' } },
    mends: { function_call: { name: 'f' } },
    message: "Invalid value for 'function_call': no function named 'g' was specified in the 'functions' parameter.",
    param: 'function_call',
  },
  {
    rule: 'allowed-tools-are-offered',
    breaks: { tools: [fn('f'), custom('g')], tool_choice: allowing(fn('f'), fn('g')) },
    mends: { tool_choice: allowing(fn('f'), custom('g')) },
    message: "Invalid value for 'tool_choice': no function named 'g' was specified in the 'tools' parameter.",
    param: 'tool_choice',
  },
  {
    rule: 'parallel-tool-calls-needs-tools',
    breaks: { parallel_tool_calls: true },
    mends: { tools: [fn('f')] },
    message: only('parallel_tool_calls', 'tools'),
    param: 'parallel_tool_calls',
  },
  {
    rule: 'function-call-needs-functions',
    breaks: { function_call: 'auto' },
    mends: { functions: [{ name: 'f' }] },
    message: only('function_call', 'functions'),
    param: 'function_call',
  },
  {
    rule: 'model-caps',
    breaks: { n: 129 },
    mends: { n: 128 },
    message: "Invalid 'n': integer above maximum value. Expected a value <= 128, but got 129 instead.",
    param: 'n',
    code: 'integer_above_max_value',
  },
  {
    rule: 'model-caps',
    breaks: { n: 9, model: 'gpt-5.6-terra' },
    mends: { n: 8 },
    message: "Invalid 'n': integer above maximum value. Expected a value <= 8, but got 9 instead.",
    param: 'n',
    code: 'integer_above_max_value',
  },
  {
    rule: 'model-caps',
    breaks: { logprobs: true, top_logprobs: 21 },
    mends: { top_logprobs: 20 },
    message: "Invalid value for 'top_logprobs': must be less than or equal to 20.",
    param: 'top_logprobs',
  },
  {
    rule: 'model-caps',
    breaks: { model: 'gpt-5.6-terra', reasoning_effort: 'none', logprobs: true, top_logprobs: 6 },
    mends: { top_logprobs: 5 },
    message: "Invalid value for 'top_logprobs': must be less than or equal to 5.",
    param: 'top_logprobs',
  },
  {
    rule: 'top-logprobs-need-logprobs',
    breaks: { top_logprobs: 1 },
    mends: { logprobs: true },
    message: "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
    param: 'top_logprobs',
  },
  {
    rule: 'top-logprobs-need-logprobs',
    breaks: { top_logprobs: 1, logprobs: false },
    mends: { top_logprobs: null },
    message: "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
    param: 'top_logprobs',
  },
  {
    rule: 'refused-parameters',
    breaks: { model: 'o3-mini', max_tokens: 5 },
    mends: { max_tokens: undefined, max_completion_tokens: 5 },
    message: `${unsupported('max_tokens')} Use 'max_completion_tokens' instead.`,
    param: 'max_tokens',
    code: 'unsupported_parameter',
  },
  ...[
    ['gpt-5', 'logit_bias', { 1: 1 }] as const,
    ['gpt-5.6-terra', 'stop', ['x']] as const,
    ['gpt-5.6-terra', 'prediction', prediction] as const,
    ['o1-mini', 'tools', [fn('f')]] as const,
  ].map(([model, name, value]) => ({
    rule: 'refused-parameters',
    breaks: { model, [name]: value },
    mends: { model: 'gpt-4o' },
    message: unsupported(name),
    param: name,
    code: 'unsupported_parameter',
  })),
  {
    rule: 'refused-parameters',
    breaks: { model: 'o3-mini', tools: [fn('f')], parallel_tool_calls: false },
    mends: { model: 'gpt-5' },
    message: unsupported('parallel_tool_calls'),
    param: 'parallel_tool_calls',
    code: 'unsupported_parameter',
  },
  {
    rule: 'output-limit',
    breaks: { max_tokens: 24_576 },
    mends: { max_tokens: 16_384 },
    message:
      'max_tokens is too large: 24576. This model supports at most 16384 completion tokens, whereas you provided 24576.',
    param: 'max_tokens',
  },
  {
    rule: 'output-limit',
    breaks: { max_completion_tokens: 5_000, model: 'gpt-3.5-turbo' },
    mends: { model: 'gpt-4o-2024-11-20' },
    message:
      'max_completion_tokens is too large: 5000. This model supports at most 4096 completion tokens, whereas you provided 5000.',
    param: 'max_completion_tokens',
  },
  {
    rule: 'reasoning-effort',
    breaks: { model: 'gpt-5.6-terra', reasoning_effort: 'max' },
    mends: { reasoning_effort: 'xhigh' },
    message:
      "Unsupported value: 'reasoning_effort' does not support 'max' with this model. Supported values are: 'none', 'low', 'medium', 'high', and 'xhigh'.",
    param: 'reasoning_effort',
    code: 'unsupported_value',
  },
  {
    rule: 'reasoning-effort',
    breaks: { model: 'o3-mini', reasoning_effort: { a: 'b' } },
    mends: { reasoning_effort: 'low' },
    message:
      "Unsupported value: 'reasoning_effort' does not support {'a': 'b'} with this model. Supported values are: 'low', 'medium', and 'high'.",
    param: 'reasoning_effort',
    code: 'unsupported_value',
  },
  {
    rule: 'verbosity',
    breaks: { verbosity: 'low' },
    mends: { verbosity: 'medium' },
    message: "Unsupported value: 'verbosity' does not support 'low' with this model. Supported values are: 'medium'.",
    param: 'verbosity',
    code: 'unsupported_value',
  },
  {
    rule: 'function-tools-reasoning',
    breaks: { model: 'gpt-5.6-terra', reasoning_effort: 'low', tools: [fn('f')] },
    mends: { reasoning_effort: 'none' },
    message:
      'Function tools with reasoning_effort are not supported for gpt-5.6-terra in /v1/chat/completions. ' +
      "To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
    param: 'reasoning_effort',
  },
  {
    rule: 'cache-retention-model',
    breaks: { model: 'gpt-5.6-terra', prompt_cache_retention: 'in_memory' },
    mends: { prompt_cache_retention: '24h' },
    message: 'This model is compatible only with 24h extended prompt caching',
    param: 'prompt_cache_retention',
  },
  {
    rule: 'logit-bias-keys',
    breaks: { logit_bias: { 5: 1, hello: 1 } },
    mends: { logit_bias: { 5: 1 } },
    message: "Invalid key in 'logit_bias': hello. You should only be submitting non-negative integers.",
    param: 'logit_bias',
  },
  {
    rule: 'stream-options-need-stream',
    breaks: { stream_options: { include_usage: true } },
    mends: { stream: true },
    message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    param: 'stream_options',
  },
  {
    rule: 'stream-options-need-stream',
    breaks: { stream_options: {}, stream: false },
    mends: { stream_options: null },
    message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    param: 'stream_options',
  },
  {
    rule: 'web-search-model',
    breaks: { web_search_options: {} },
    mends: { model: 'gpt-4o-search-preview' },
    message: 'Web search options not supported with this model.',
    param: 'web_search_options',
  },
  {
    rule: 'audio-needs-settings',
    breaks: speaking,
    mends: { audio: { voice: 'ash', format: 'wav' } },
    message: "Missing required parameter: 'audio'.",
    param: 'audio',
    code: 'missing_required_parameter',
  },
  {
    rule: 'streamed-audio-format',
    breaks: { ...speaking, audio: { voice: 'ash', format: 'wav' }, stream: true },
    mends: { audio: { voice: 'ash', format: 'pcm16' } },
    message:
      "Unsupported value: 'audio.format' does not support 'wav' when stream=true. Supported values are: 'pcm16'.",
    param: 'audio.format',
    code: 'unsupported_value',
  },
  {
    rule: 'audio-model-needs-audio',
    breaks: { model: 'gpt-4o-audio-preview' },
    mends: { ...speaking, audio: { voice: 'ash', format: 'wav' } },
    message: 'This model requires that either input content or output modality contain audio.',
    param: 'model',
    code: 'invalid_value',
  },
  ...[
    ['tools', [fn('f')]] as const,
    ['functions', [{ name: 'f' }]] as const,
    ['max_completion_tokens', 5] as const,
    ['n', 2] as const,
    ['presence_penalty', 0.5] as const,
    ['frequency_penalty', 0.5] as const,
    ['logprobs', true] as const,
    ['audio', { voice: 'ash', format: 'wav' }] as const,
  ].map(([name, value]) => ({
    rule: 'prediction-excludes',
    breaks: { prediction, [name]: value },
    mends: { [name]: undefined },
    message: predicted(name),
    param: 'prediction',
  })),
  {
    rule: 'json-mode-word',
    breaks: { response_format: { type: 'json_object' } },
    mends: { messages: [{ role: 'system', content: 'Answer in JSON.' }, user] },
    message: "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    param: 'messages',
  },
  {
    rule: 'response-format-model',
    breaks: { model: 'gpt-4', response_format: { type: 'json_object' }, messages: [{ role: 'user', content: 'json' }] },
    mends: { model: 'gpt-4-turbo' },
    message: "Invalid parameter: 'response_format' of type 'json_object' is not supported with this model.",
    param: 'response_format',
  },
  {
    rule: 'response-format-model',
    breaks: { model: 'gpt-3.5-turbo', response_format: { type: 'json_schema', json_schema: { name: 'x' } } },
    mends: { model: 'gpt-4o-mini' },
    message:
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. Learn more about supported models " +
      'at the Structured Outputs guide: https://platform.openai.com/docs/guides/structured-outputs',
    param: 'response_format',
  },
  {
    rule: 'sampling-values',
    breaks: { model: 'o3-mini', temperature: 0.5 },
    mends: { temperature: 1 },
    message:
      "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
    param: 'temperature',
    code: 'unsupported_value',
  },
  ...[['top_p', 0.5] as const, ['presence_penalty', 1] as const, ['logprobs', true] as const].map(([name, value]) => ({
    rule: 'sampling-values',
    breaks: { model: 'gpt-5', [name]: value },
    mends: { [name]: null },
    message: unsupported(name),
    param: name,
    code: 'unsupported_parameter',
  })),
  {
    rule: 'strict-schemas',
    breaks: { tools: [fn('f', { strict: true, parameters: { type: 'object', additionalProperties: true } })] },
    mends: without,
    message:
      "Invalid schema for function 'f': In context=(), 'additionalProperties' is required to be supplied and to be false.",
    param: 'tools[0].function.parameters',
    code: 'invalid_function_parameters',
  },
  {
    rule: 'strict-schemas',
    breaks: {
      response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema: { type: 'object' } } },
    },
    mends: { response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object' } } } },
    message:
      "Invalid schema for response_format 'x': In context=(), 'additionalProperties' is required to be supplied and to be false.",
    param: 'response_format',
  },
  {
    rule: 'function-parameters',
    breaks: { tools: [fn('g'), fn('f', { parameters: { type: 'object' } })] },
    mends: { tools: [fn('g'), fn('f', { parameters: { type: 'object', properties: {} } })] },
    message: "Invalid schema for function 'f': In context=(), object schema missing properties.",
    param: 'tools[1].function.parameters',
    code: 'invalid_function_parameters',
  },
  {
    rule: 'function-parameters',
    breaks: { functions: [{ name: 'f', parameters: { type: 'string' } }] },
    mends: { functions: [{ name: 'f', parameters: {} }] },
    message:
      "Invalid schema for function 'f': schema must be a JSON Schema of 'type: \"object\"', got 'type: \"string\"'.",
    param: 'functions[0].parameters',
    code: 'invalid_function_parameters',
  },
  {
    rule: 'valid-schemas',
    breaks: { tools: [fn('f', { parameters: { type: 'object', properties: { a: { type: 'str' } } } })] },
    mends: { tools: [fn('f', { parameters: { type: 'object', properties: { a: { type: 'string' } } } })] },
    message: "Invalid schema for function 'f': 'str' is not valid under any of the given schemas.",
    param: 'tools[0].function.parameters',
    code: 'invalid_function_parameters',
  },
  {
    rule: 'valid-schemas',
    breaks: { response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { required: true } } } },
    mends: { response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { required: [] } } } },
    message: "Invalid schema for response_format 'x': True is not of type 'array'.",
    param: 'response_format',
  },
]
