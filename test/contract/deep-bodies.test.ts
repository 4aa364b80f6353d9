import { expect, test } from 'vitest'
import { createCuecard } from '../../src/cuecard.ts'

const nested = (levels: number): string => `${'{"properties":{"a":'.repeat(levels)}{}${'}}'.repeat(levels)}`

const bodyWith = (schema: string): string =>
  `{"model":"gpt-4o","messages":[{"role":"user","content":"hello"}],"tools":[{"type":"function","function":{"name":"f","parameters":${schema}}}]}`

test.each(['openai', 'openai-classic', 'reseller', 'servicestack', 'gateway'])(
  '%s refuses a body that is nested beyond any use, and does not fail over it',
  async (dialect) => {
    const { fetch } = createCuecard({ dialect })

    const { status } = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test' },
      body: bodyWith(nested(2_000)),
    })

    expect(status).toBe(400)
  },
)
