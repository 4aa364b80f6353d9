import { expect, test } from 'vitest'
import { isCuecardError, portability } from '../../../src/index.ts'
import { dialects } from '../../../src/dialects/dialects.ts'

const small = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello!' }] }

test('a small request is accepted everywhere, whole', async () => {
  expect(await portability(small)).toEqual(
    dialects.map(({ name }) => ({ dialect: name, accepted: true, violations: [], ignored: [] })),
  )
})

test('only the dialects that are asked for answer, in the order asked', async () => {
  const report = await portability(small, { dialects: ['openai'] })

  expect(report.map(({ dialect }) => dialect)).toEqual(['openai'])
})

test('everything that breaks is told in the service’s order', async () => {
  const [openai] = await portability({ ...small, n: 0, temperature: 3 }, { dialects: ['openai'] })

  expect(openai).toMatchObject({
    accepted: false,
    violations: [
      { rule: 'schema/minimum', path: ['n'], severity: 'error' },
      { rule: 'schema/maximum', path: ['temperature'], severity: 'error' },
    ],
  })
})

test('strictness decides what a request is held to', async () => {
  const request = { ...small, top_logprobs: 2 }

  const [practical] = await portability(request, { dialects: ['openai'] })
  const [literal] = await portability(request, { dialects: ['openai'], strictness: 'literal' })

  expect([practical?.accepted, literal?.accepted]).toEqual([false, true])
})

test('what the service has no word for is lost at the literal level, where nothing unknown is refused', async () => {
  const [openai] = await portability({ ...small, top_k: 3 }, { dialects: ['openai'], strictness: 'literal' })

  expect(openai).toEqual({ dialect: 'openai', accepted: true, violations: [], ignored: [['top_k']] })
})

test('what a document has no row for is lost there', async () => {
  const tool = { type: 'function', function: { name: 'now', parameters: { type: 'object', properties: {} } } }
  const request = {
    ...small,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello!' }] }],
    seed: 1,
    tools: [tool],
    tool_choice: 'auto',
    max_tokens: 5,
  }

  const report = await portability(request)

  expect(report.map(({ dialect, ignored }) => ({ dialect, ignored }))).toEqual([
    { dialect: 'openai', ignored: [] },
    { dialect: 'openai-classic', ignored: [['seed'], ['tools'], ['tool_choice']] },
    { dialect: 'reseller', ignored: [] },
    { dialect: 'servicestack', ignored: [['tool_choice'], ['max_tokens']] },
    { dialect: 'gateway', ignored: [['seed'], ['max_tokens']] },
  ])
})

test('a prompt beyond the window of the model breaks in every dialect', async () => {
  const request = { model: 'gpt-4', messages: [{ role: 'user', content: 'owl '.repeat(10_000) }] }

  const report = await portability(request)

  expect(report.map(({ accepted }) => accepted)).toEqual(dialects.map(() => false))
  expect(report[0]?.violations).toMatchObject([
    {
      rule: 'context-window',
      error: { status: 400, message: expect.stringContaining('maximum context length is 8192 tokens') },
    },
  ])
})

test.each([undefined, null, [], 'text', 3])('%s is a body that every dialect refuses as a whole', async (request) => {
  const report = await portability(request)

  expect(report).toEqual(
    dialects.map(({ name }) => ({
      dialect: name,
      accepted: false,
      violations: [expect.objectContaining({ rule: 'service', path: [], severity: 'error' })],
      ignored: [],
    })),
  )
})

test('a dialect that does not exist is an error of the author', async () => {
  const error: unknown = await portability(small, { dialects: ['opena'] }).catch((error: unknown) => error)

  expect(isCuecardError(error)).toBe(true)
  expect(error).toMatchObject({ code: 'bad_options', message: expect.stringContaining('write one of openai') })
})

test('what cannot be written as JSON is an error of the author', async () => {
  const circle: Record<string, unknown> = {}
  circle['again'] = circle

  await expect(portability(circle)).rejects.toMatchObject({ code: 'bad_options' })
})

test('reports of requests that are asked about at the same time are not mixed up', async () => {
  const requests = [small, { ...small, n: 0 }, { ...small, user: 3 }]

  const reports = await Promise.all(requests.map((request) => portability(request, { dialects: ['openai'] })))

  expect(reports.map(([openai]) => openai?.violations.map(({ path }) => path))).toEqual([[], [['n']], [['user']]])
})
