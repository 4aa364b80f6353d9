import { createCuecard } from '../../src/cuecard.ts'

const cuecard = createCuecard()

const ask = async (more: object): Promise<string> => {
  const response = await cuecard.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'A customer, please.' }], ...more }),
  })
  return response.text()
}

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: '^[A-Z][a-z]+$' },
    age: { type: 'integer', minimum: 18, maximum: 99 },
  },
  required: ['name', 'age'],
  additionalProperties: false,
}
const response_format = { type: 'json_schema', json_schema: { name: 'customer', strict: true, schema } }

const answers = [await ask({ temperature: 3 }), await ask({ zzz: 1 }), await ask({ response_format })]
const main = document.createElement('main')
main.textContent = JSON.stringify(answers)
document.body.append(main)
