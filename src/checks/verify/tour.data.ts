import type { JsonObject } from '../../core/json.ts'

const city = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const weather = {
  type: 'function',
  function: { name: 'get_weather', description: 'The weather in a city.', parameters: city, strict: true },
}
const clock = { type: 'function', function: { name: 'get_time', description: 'The time in a city.', parameters: city } }
const says = (content: string): readonly JsonObject[] => [{ role: 'user', content }]
const person = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    age: { type: 'integer' },
    languages: { type: 'array', items: { type: 'string' } },
    employer: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
  required: ['name', 'age', 'languages', 'employer'],
  additionalProperties: false,
}

/** Requests that show what a service can do, without their model. Each is asked plain and streamed, where the dialect accepts it. */
export const tour: Readonly<Record<string, JsonObject>> = {
  'a text': { messages: says('Say hello.') },
  'a conversation': {
    messages: [
      { role: 'system', content: 'Answer in one word.' },
      { role: 'user', content: 'Which colour has the sky?' },
      { role: 'assistant', content: 'Blue.' },
      { role: 'user', content: 'And grass?' },
    ],
  },
  'two choices': { messages: says('Name a colour.'), n: 2 },
  'a length limit': { messages: says('Tell me a long story about the sea.'), max_tokens: 5 },
  'a length limit with reasoning': { messages: says('Tell me a long story about the sea.'), max_completion_tokens: 16 },
  'a stop sequence': { messages: says('Count from 1 to 9, separated by commas.'), stop: ['7'] },
  logprobs: { messages: says('Say yes.'), logprobs: true, top_logprobs: 2, max_tokens: 5 },
  'a required call': { messages: says('How is the weather in Paris?'), tools: [weather], tool_choice: 'required' },
  'a named call': {
    messages: says('How late is it in Paris?'),
    tools: [weather, clock],
    tool_choice: { type: 'function', function: { name: 'get_time' } },
  },
  'one call at a time': {
    messages: says('How is the weather in Paris and in Rome?'),
    tools: [weather],
    tool_choice: 'required',
    parallel_tool_calls: false,
  },
  'tools that must not be called': {
    messages: says('How is the weather in Paris?'),
    tools: [weather],
    tool_choice: 'none',
  },
  'tools that may be called': { messages: says('How is the weather in Paris and in Rome?'), tools: [weather, clock] },
  'the result of a call': {
    messages: [
      { role: 'user', content: 'How is the weather in Paris?' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'call_paris', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_paris', content: 'Rain, 12 degrees.' },
    ],
    tools: [weather],
    tool_choice: 'none',
  },
  'structured output': {
    messages: says('Invent a person.'),
    response_format: { type: 'json_schema', json_schema: { name: 'person', strict: true, schema: person } },
  },
  'a JSON object': {
    messages: says('Invent a person, as JSON.'),
    response_format: { type: 'json_object' },
  },
}
