import type { Incoming } from '../../core/incoming.ts'
import type { SentReply } from '../../core/reply.ts'
import { refuse, type Asked, type Operation, type Parameter } from './operation.ts'

/** What an operation is asked, read from a request; or what is wrong with the request. */
export const readAsked = (
  { query, headers, body }: Incoming,
  operation: Operation,
  bodyLimit: number,
): Pick<Asked, 'texts' | 'numbers' | 'text'> | SentReply => {
  const parameters = readQuery(query, operation.parameters ?? [])
  if ('status' in parameters) return parameters
  if (body.length > bodyLimit) return refuse(413, 'body_too_large', `a body has at most ${bodyLimit} bytes here`)
  if (operation.body === undefined) return { ...parameters, text: '' }
  const text = readText(headers, body)
  return typeof text === 'string' ? { ...parameters, text } : text
}

const readQuery = (query: string, parameters: readonly Parameter[]): Pick<Asked, 'texts' | 'numbers'> | SentReply => {
  const texts: Record<string, string> = {}
  const numbers: Record<string, number> = {}
  for (const [name, value] of new URLSearchParams(query)) {
    const parameter = parameters.find((known) => known.name === name)
    // A misspelt ?scope= must not reset everything.
    if (parameter === undefined) return badParameter(name, `is not known here: ${namesOf(parameters)}`)
    if (name in texts || name in numbers) return badParameter(name, 'stands there twice: write it once')
    const { schema } = parameter
    if (schema.type === 'string') {
      if (value === '') return badParameter(name, 'is empty: leave it out, or write a value')
      texts[name] = value
      continue
    }
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= schema.minimum))
      return badParameter(name, `is "${value}": write a whole number from ${schema.minimum}`)
    numbers[name] = number
  }
  return { texts, numbers }
}

const namesOf = (parameters: readonly Parameter[]): string =>
  parameters.length === 0 ? 'nothing is' : `write ${parameters.map(({ name }) => name).join(' or ')}`

const badParameter = (name: string, what: string): SentReply =>
  refuse(400, 'bad_parameter', `the parameter ${JSON.stringify(name)} ${what}`)

/** What a body of scenarios or cues may call itself. */
export const bodyTypes: readonly string[] = ['application/json', 'application/yaml', 'application/x-yaml', 'text/yaml']

// What is no UTF-8 is neither JSON nor YAML.
const decoder = new TextDecoder('utf-8', { fatal: true })

const readText = (headers: Incoming['headers'], body: Uint8Array): string | SentReply => {
  const given = headers['content-type']
  const type = given?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === undefined || !bodyTypes.includes(type)) {
    const said = given === undefined ? 'is missing' : `is ${given}`
    return refuse(415, 'bad_content_type', `content-type ${said}: write application/json or application/yaml`)
  }
  const coding = headers['content-encoding']?.toLowerCase() ?? 'identity'
  if (coding !== 'identity') return refuse(415, 'bad_content_encoding', 'send the body as it is, not compressed')
  try {
    return decoder.decode(body)
  } catch {
    // The decoder only says that it cannot.
    return refuse(400, 'bad_text', 'the body is not UTF-8')
  }
}
