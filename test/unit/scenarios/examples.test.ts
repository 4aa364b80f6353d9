import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { facts } from '../../../src/endpoints/chat-completions/facts.ts'
import { createCues } from '../../../src/scenarios/cues.ts'
import { parseScenario } from '../../../src/scenarios/parse.ts'
import { createCompiler } from '../../../src/contracts/compiler.ts'
import { fakeCall, fakeContext } from '../../support/fake-context.ts'

const folder = new URL('../../../scenarios/', import.meta.url)
const files = readdirSync(folder).toSorted()
const texts = files.map((file) => readFileSync(new URL(file, folder), 'utf8'))
const scenarios = texts.map((text, index) => parseScenario(text, { file: files[index] ?? '' }))
const examples = scenarios.flatMap((scenario) => scenario.cues)

test.each(texts)('every example file names its schema to editors', (text) => {
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schemas/cuecard/scenario.json')
})

test.each(examples)('with all example files at once, the example of "$name" is answered by it', async (cue) => {
  const { example = {} } = cue
  const context = fakeContext({ compiler: async () => createCompiler() })

  const chosen = await createCues(scenarios).choose(fakeCall(example, { facts: facts(example) }), context)

  expect(chosen).toMatchObject({ cue })
})

test.each([
  { messages: [{ role: 'user', content: 'Hello' }] },
  { stream: true, messages: [{ role: 'user', content: 'Tell me a story.' }] },
  { n: 3, messages: [{ role: 'user', content: 'Name a colour.' }] },
  {
    tools: [{ type: 'function', function: { name: 'get_weather' } }],
    messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
  },
])('ordinary requests like %j are left to be made up', async (body) => {
  expect(await createCues(scenarios).choose(fakeCall(body, { facts: facts(body) }), fakeContext())).toBeUndefined()
})
