import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { isRefusal } from '../../src/core/endpoint.ts'
import { compose } from '../../src/endpoints/chat-completions/compose.ts'
import { cost } from '../../src/endpoints/chat-completions/usage/cost.ts'
import { facts } from '../../src/endpoints/chat-completions/facts.ts'
import { fakeCall, fakeContext } from '../support/fake-context.ts'

const members = `
  model messages tools tool_choice functions function_call response_format stop n stream stream_options logprobs
  top_logprobs max_tokens max_completion_tokens reasoning_effort role content type function custom name parameters
  properties json_schema schema image_url url choices message tool_calls arguments usage audio grammar syntax definition
  enum anyOf items __proto__ constructor toString
`
  .trim()
  .split(/\s+/)

const { object } = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, -1, 0, 1, 3),
    fc.constantFrom('user', 'function', 'json_schema', 'regex', 'object', 'array', 'data:image/png;base64,AAAA'),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...members), tie('value'), { maxKeys: 8 }) as fc.Arbitrary<JsonObject>,
}))

test('any body and any draft, however broken, get an answer that is JSON', async () => {
  await fc.assert(
    fc.asyncProperty(object, object, async (body, draft) => {
      const composed = await compose(draft, fakeCall(body), fakeContext(), { chunk: 'token', generate: {} })

      const value = isRefusal(composed) ? composed.refusal : composed.value
      expect(isJsonObject(JSON.parse(JSON.stringify(value)))).toBe(true)
      expect(facts(body).turn).toBeGreaterThan(0)
      expect(cost(body)).toBeGreaterThanOrEqual(3)
    }),
    { numRuns: 1_000 },
  )
})
