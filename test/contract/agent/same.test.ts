import OpenAI from 'openai'
import { connect } from '../../../src/adapters/testing/remote.ts'
import { createTest, expect } from '../../../src/adapters/testing/vitest.ts'
import { openShop, scenarios, url } from './places.ts'

const test = createTest({ scenarios })

const questions = ['Hello!', 'Where is my order 17?', 'Where are both orders?', 'Do you sell umbrellas?', 'A password?']

test('the same conversation goes the same way in process and over a listener, ids included', async ({
  cuecard,
  clientOptions,
}) => {
  const far = connect(url).scope(cuecard.name)
  const shops = [clientOptions, { apiKey: far.apiKey, baseURL: far.cuecard.baseUrl }].map((options) =>
    openShop(new OpenAI(options)),
  )

  for (const { agent } of shops) for (const question of questions) await agent.ask(question)

  const [here, there] = shops.map(({ agent, screens }) => ({ messages: agent.memory.messages, screens }))
  expect(there).toEqual(here)
  const idsOf = (calls: readonly { readonly request_id: string }[]): readonly string[] =>
    calls.map((call) => call.request_id)
  expect(idsOf(await far.calls)).toEqual(idsOf(cuecard.calls))
  await far.reset()
})
