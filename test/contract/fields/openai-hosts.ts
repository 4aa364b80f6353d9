export const user = { role: 'user', content: 'Look at the weather, as json.' }
export const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }
export const tool = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: {} } },
}
export const legacy = { name: 'get_weather', parameters: { type: 'object', properties: {} } }
export const host = { model: 'gpt-4o', messages: [user] }
export const offering = { ...host, tools: [tool] }
export const talk = {
  ...offering,
  messages: [
    { role: 'developer', content: 'Be brief.' },
    user,
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
    { role: 'assistant', content: null, function_call: { name: 'get_weather', arguments: '{}' } },
    { role: 'function', name: 'get_weather', content: 'rain' },
    { role: 'system', content: 'Be polite.' },
  ],
}
export const parts = [
  { type: 'text', text: 'What is this?' },
  { type: 'image_url', image_url: { url: 'https://a.example/a.png', detail: 'low' } },
  { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
  { type: 'file', file: { file_id: 'file-1' } },
]
export const shown = { ...host, messages: [{ role: 'user', content: parts }] }
export const json_schema = { name: 'city', schema: { type: 'object', properties: {} } }
export const place = { country: 'FR', region: 'IDF', city: 'Paris', timezone: 'Europe/Paris' }
export const searched = {
  ...host,
  model: 'gpt-4o-search-preview',
  web_search_options: { user_location: { type: 'approximate', approximate: place }, search_context_size: 'low' },
}
export const spoken = {
  ...host,
  model: 'gpt-4o-audio-preview',
  modalities: ['text', 'audio'],
  audio: { voice: 'ash', format: 'wav' },
}

/** The names of functions and schemas: the sample’s own placeholders do not match, so the pattern is not the document’s. */
export const named = {
  type: 'string',
  required: true,
  good: 'get_weather',
  more: ['a-B_9', '<string>'],
  practical: { more: ['a-B_9'], bad: ['<string>', 'two words', ''], length: [1, 64], why: 'what the service takes' },
} as const

/** Ids of the users of an account. */
export const identifier = { length: [undefined, 64], why: 'a limit of the service' } as const

export const later = 'wire-format 6.2, later than the document'
