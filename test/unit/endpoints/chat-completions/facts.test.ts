import { expect, test } from 'vitest'
import { facts } from '../../../../src/endpoints/chat-completions/facts.ts'

test('facts are the latest text of each role and where the conversation stands', () => {
  const body = {
    model: 'gpt-4o',
    stream: true,
    messages: [
      { role: 'developer', content: 'Be brief.' },
      { role: 'user', content: 'First' },
      { role: 'assistant', content: 'One' },
      { role: 'user', content: 'Second' },
      { role: 'assistant', content: null, tool_calls: [{ id: 'call_a' }, { id: 'call_b' }] },
      { role: 'tool', tool_call_id: 'call_a', content: 'rain' },
      { role: 'tool', tool_call_id: 'call_b', content: 'sun' },
    ],
    tools: [
      { type: 'function', function: { name: 'weather' } },
      { type: 'custom', custom: { name: 'shell' } },
    ],
    functions: [{ name: 'older' }],
  }

  expect(facts(body)).toEqual({
    system: 'Be brief.',
    user: 'Second',
    assistant: '',
    tool: 'sun',
    last: 'tool',
    turn: 3,
    model: 'gpt-4o',
    tools: ['weather', 'shell', 'older'],
    tool_call_id: ['call_a', 'call_b'],
    stream: true,
    image: [],
    file: [],
    audio: [],
  })
})

test('the text of a list of parts is its text parts, one a line', () => {
  const content = [
    { type: 'text', text: 'Look:' },
    { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
    { type: 'text', text: 'what is it?' },
  ]

  expect(facts({ messages: [{ role: 'user', content }] }).user).toBe('Look:\nwhat is it?')
})

test('ids answered before the latest assistant message do not count', () => {
  const messages = [
    { role: 'tool', tool_call_id: 'call_old', content: '' },
    { role: 'assistant', content: 'Done' },
    { role: 'tool', tool_call_id: 'call_new', content: '' },
  ]

  expect(facts({ messages }).tool_call_id).toEqual(['call_new'])
})

test.each([
  [{ type: 'image_url', image_url: { url: 'data:image/PNG;base64,AAAA' } }, { image: ['image/png'] }],
  [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }, { image: ['image/*'] }],
  [{ type: 'file', file: { filename: 'a.PDF', file_data: 'AAAA' } }, { file: ['application/pdf'] }],
  [{ type: 'file', file: { file_data: 'data:text/csv;base64,AAAA' } }, { file: ['text/csv'] }],
  [{ type: 'file', file: { file_id: 'file-1' } }, { file: ['application/octet-stream'] }],
  [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'mp3' } }, { audio: ['audio/mpeg'] }],
  [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }, { audio: ['audio/wav'] }],
])('the media type of %j is known', (part, expected) => {
  expect(facts({ messages: [{ role: 'user', content: [part, part] }] })).toMatchObject(expected)
})

test.each([
  {},
  { messages: 'no' },
  { messages: [null, 7, { role: 3, content: [null, 'a', { type: 'file' }] }], tools: [null, {}] },
])('a body of the wrong shape has few facts and fails nothing: %j', (body) => {
  expect(facts(body)).toMatchObject({ turn: 1, model: '', tools: [], stream: false })
})
