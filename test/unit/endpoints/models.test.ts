import { expect, test } from 'vitest'
import { health } from '../../../src/endpoints/health/endpoint.ts'
import { models } from '../../../src/endpoints/models/endpoint.ts'
import { fakeCall, fakeContext } from '../../support/fake-context.ts'

const retrieve = (id: string, offered?: readonly string[]) =>
  models.answer(fakeCall({}, { params: { id } }), fakeContext(offered && { models: offered }))

test('the list shows aliases and snapshots, each once', async () => {
  const list = await models.answer(fakeCall(), fakeContext())

  const { object, data } = list as { object: string; data: { id: string }[] }
  const ids = data.map(({ id }) => id)
  expect(object).toBe('list')
  expect(ids).toEqual(expect.arrayContaining(['gpt-4o', 'gpt-4o-2024-08-06', 'gpt-5']))
  expect(new Set(ids).size).toBe(ids.length)
  expect(data[0]).toEqual({ id: 'gpt-4o', object: 'model', created: 1_715_367_049, owned_by: 'system' })
})

test('the list shows only what the options offer, as they name it', async () => {
  const list = await models.answer(fakeCall(), fakeContext({ models: ['my-model', 'gpt-4', 'another'] }))

  expect(list).toMatchObject({
    object: 'list',
    data: ['my-model', 'gpt-4', 'another'].map((id) => ({ id, object: 'model' })),
  })
})

test('a model is told by its name', async () => {
  expect(await retrieve('gpt-4')).toEqual({ id: 'gpt-4', object: 'model', created: 1_687_882_411, owned_by: 'openai' })
})

test.each([
  ['nobody-knows-me', undefined],
  ['constructor', undefined],
  ['gpt-4o', ['my-model']],
])('a model that is not on offer (%s of %s) is not found, as the dialect words it', async (id, offered) => {
  expect(await retrieve(id, offered)).toMatchObject({
    refusal: { status: 404, code: 'model_not_found', message: `no model ${id}` },
  })
})

test('health says that the server is ready, to anybody', () => {
  expect(health.open).toBe(true)
  expect(health.answer(fakeCall(), fakeContext())).toEqual({ status: 'ok' })
})
