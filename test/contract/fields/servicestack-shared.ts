import type { Field } from './field.ts'

export const call = { id: 'call_1', type: 'function', function: 'get_weather' }

export const anyWord = { values: undefined, why: 'the page fills its own sample with placeholders' } as const

export const toolCallFields = (source: string): readonly Field[] => [
  { name: 'id', type: 'string', required: true, good: 'call_1', source: `${source} Id` },
  {
    name: 'type',
    type: 'string',
    required: true,
    values: ['function'],
    good: 'function',
    source: `${source} Type`,
    practical: anyWord,
  },
  {
    name: 'function',
    type: 'string',
    required: true,
    good: 'get_weather',
    source: `${source} Function`,
    practical: {
      type: ['string', 'object'],
      more: [{ name: 'get_weather', arguments: '{}' }],
      why: 'a name alone has no arguments',
    },
  },
]
