import { readdirSync, readFileSync } from 'node:fs'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createContracts } from '../../src/contracts/contracts.ts'
import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { openai } from '../../src/dialects/openai.ts'

const fixtures = new URL('../../fixtures/openai/', import.meta.url)
const requests: readonly JsonObject[] = readdirSync(fixtures)
  .filter((file) => file.endsWith('.request.json') && !file.startsWith('all-fields'))
  .map((file) => JSON.parse(readFileSync(new URL(file, fixtures), 'utf8')))

const contracts = createContracts()
const practical = await contracts.of(openai, 'chat-completions', 'practical')
const literal = await contracts.of(openai, 'chat-completions', 'literal')
const { request: schema } = await openai.schemas['chat-completions']!()
const known = Object.keys(isJsonObject(schema['properties']) ? schema['properties'] : {})

const valid = fc.constantFrom(...requests)
const unknownName = fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !known.includes(name))
/** What no field takes: a list that holds a list. */
const misfit = fc.constantFrom([[]], [[1]], [[{}]])

test('a valid request with a misfit at any known field is refused there or before it', () => {
  const fields = fc.constantFrom(...known.filter((field) => field !== 'model'))

  fc.assert(
    fc.property(valid, fields, misfit, (request, field, value) => {
      const violations = practical.request({ ...request, [field]: value })

      expect(violations.some(({ path, severity }) => path[0] === field && severity === 'error')).toBe(true)
    }),
  )
})

test('a valid request with any unknown member is refused for it, at the practical level only', () => {
  fc.assert(
    fc.property(valid, unknownName, fc.jsonValue(), (request, name, value) => {
      const body = JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)},${JSON.stringify(request).slice(1)}`)

      const [first] = practical.request(body)

      expect([first?.error.param, first?.error.code]).toEqual([name, 'unknown_parameter'])
      expect(literal.request(body)).toEqual([])
    }),
  )
})

test('a valid request that loses a required member is refused', () => {
  fc.assert(
    fc.property(valid, fc.constantFrom('model', 'messages'), (request, field) => {
      const { [field]: _, ...body } = request

      expect(practical.request(body)).not.toEqual([])
      expect(literal.request(body)).not.toEqual([])
    }),
  )
})

test('a valid request of which any message loses its role is refused at that message', () => {
  fc.assert(
    fc.property(valid, fc.nat(), (request, pick) => {
      const messages = Array.isArray(request['messages']) ? request['messages'] : []
      const index = pick % messages.length
      const { role: _, ...mute } = messages[index]

      const violations = practical.request({ ...request, messages: messages.with(index, mute) })

      expect(violations.map(({ error }) => error.param)).toContain(`messages[${index}].role`)
    }),
  )
})

test('null is as good as absent for every optional member', () => {
  const optional = fc.constantFrom(...known.filter((field) => field !== 'model' && field !== 'messages'))

  fc.assert(
    fc.property(optional, (field) => {
      const body = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] }

      expect(practical.request({ ...body, [field]: null })).toEqual(practical.request(body))
    }),
  )
})

test('anything at all gets an answer: no violation, or errors a client can read', () => {
  const body = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...known, '__proto__', 'constructor'), fc.jsonValue()),
    fc.record({
      model: fc.constant('gpt-5'),
      messages: fc.array(
        fc.dictionary(
          fc.constantFrom('role', 'content', 'tool_calls', 'tool_call_id'),
          fc.oneof(fc.constantFrom('user', 'assistant', 'tool', 'developer'), fc.jsonValue()),
        ),
      ),
    }),
  )

  fc.assert(
    fc.property(body, (value) => {
      for (const { error } of practical.request(value)) {
        expect(error.status).toBe(400)
        expect(error.message).not.toMatch(/undefined|NaN|\[object/)
      }
    }),
    { numRuns: 500 },
  )
})
