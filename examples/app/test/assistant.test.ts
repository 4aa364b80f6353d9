import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer } from '../src/assistant.ts'

test('looks up an order', async () => {
  assert.equal(await answer('Where is my order A-1042?'), 'I have looked it up. It left the warehouse this morning.')
})

test('tells that there is no such order', async () => {
  assert.equal(await answer('Where is my order B-7?'), 'I have looked it up. There is no such order.')
})

test('tries again when there are too many requests', async () => {
  assert.equal(await answer('Are you busy?'), 'Not any more.')
})
