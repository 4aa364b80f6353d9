import { expect, test } from 'vitest'
import { isContractText, parseContract, printContract, type ContractFile } from '../../../src/checks/contract-file.ts'

const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi: #1\n- no' }], stream: true }
const contract: ContractFile = {
  dialect: 'openai',
  exchanges: [
    {
      name: 'greets',
      cue: 'greets',
      needs: ['vision'],
      request: { method: 'POST', path: '/chat/completions', headers: { accept: 'text/event-stream' }, body },
      expect: { status: 200, stream: true },
    },
    {
      name: 'asks for too much',
      dialect: 'gateway',
      request: { method: 'POST', path: '/chat/completions', body: { model: 'x' } },
      expect: { status: 400, error: { type: 'invalid_request_error', code: null } },
    },
  ],
}

test.each(['yaml', 'json'] as const)('a contract is read as it was written, as %s', async (format) => {
  const text = await printContract(contract, format)

  const read = await parseContract(text, 'shop.yaml')

  expect(isContractText(text)).toBe(true)
  expect({ ...read, exchanges: read.exchanges.map(({ source: _source, ...exchange }) => exchange) }).toEqual(contract)
})

test('each exchange knows its place', async () => {
  const { exchanges } = await parseContract(await printContract(contract, 'yaml'), 'shop.yaml')

  expect(exchanges.map(({ source }) => source)).toEqual([
    { file: 'shop.yaml', line: 7, column: 5 },
    { file: 'shop.yaml', line: 27, column: 5 },
  ])
})

const written = (exchange: string): string => `cuecard: contract
version: 1
dialect: openai
exchanges:
  - { name: a, request: { method: GET, path: /models }, expect: { status: 200 } }
  - ${exchange}
`

test.each([
  {
    exchange: '{ name: a, request: { method: GET, path: /models }, expect: { status: 200 } }',
    says: 'shop.yaml:6:13 error: exchanges[1].name is "a", as that of another exchange above: write another name',
  },
  {
    exchange: '{ name: b, dialect: gatewy, request: { method: GET, path: /models }, expect: { status: 200 } }',
    says: 'shop.yaml:6:25 error: exchanges[1].dialect is "gatewy": write one of openai',
  },
  {
    exchange: '{ name: b, request: { method: PATCH, path: /models }, expect: { status: 200 } }',
    says: 'shop.yaml:6:35 error: exchanges[1].request.method is "PATCH"',
  },
  {
    exchange: '{ name: b, request: { method: GET, path: models }, expect: { status: 20 } }',
    says: 'exchanges[1].expect.status is 20: write a number from 100 to 599',
  },
  { exchange: '{ name: b, request: { method: GET, path: /models } }', says: 'exchanges[1] lacks "expect"' },
  { exchange: '{ name: b, requst: 1 }', says: 'exchanges[1].requst is no key here: did you mean "request"?' },
  { exchange: '[', says: 'shop.yaml:7:1 error' },
])('a broken exchange has its place: $says', async ({ exchange, says }) => {
  const reading = parseContract(written(exchange), 'shop.yaml')

  await expect(reading).rejects.toThrow(says)
})

test.each(['cuecard: 1\ncues: []', '{"cuecard":1,"name":"contract"}', '', '# cuecard: contracts\ncuecard: 1'])(
  'a scenario is no contract: %j',
  (text) => {
    expect(isContractText(text)).toBe(false)
  },
)
