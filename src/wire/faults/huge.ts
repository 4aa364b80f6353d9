import type { Fault } from '../../core/fault.ts'
import { isJsonObject } from '../../core/json.ts'
import { alphanumeric, type Random } from '../../core/random.ts'
import { mapChoices } from './choices.ts'
import { numberOf } from './bodies.ts'

const largest = 64 * 1024 * 1024

export const huge: Fault = {
  name: 'huge',
  schema: {
    type: 'object',
    description:
      'The content of the first content event (or of the messages) is so long that buffers of a fixed size overflow.',
    additionalProperties: false,
    properties: {
      size: { type: 'integer', minimum: 1, maximum: largest, description: 'In characters. Default: 1048576.' },
    },
  },
  apply: (reply, settings, random) => {
    const size = Math.min(numberOf(settings, 'size') ?? 1_048_576, largest)
    const content = contentOf(size, random)
    const wanted = reply.body.kind === 'events' ? reply.body.lead : 0
    return mapChoices(reply, (choice, index) => {
      const bearer = isJsonObject(choice['delta']) ? 'delta' : 'message'
      const part = choice[bearer]
      if (index !== wanted || !isJsonObject(part) || typeof part['content'] !== 'string') return choice
      return { ...choice, [bearer]: { ...part, content } }
    })
  },
}

const contentOf = (size: number, random: Random): string => {
  const line = `${random.text(63, alphanumeric)} `
  return line.repeat(Math.ceil(size / line.length)).slice(0, size)
}
