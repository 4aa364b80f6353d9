import { expect, test } from 'vitest'
import { createLoader, loadOnce, whenLoaded } from '../../../src/core/loader.ts'

test('a thing is loaded once, and then there without a promise', async () => {
  const asked: string[] = []
  const thing = { name: 'a' }
  const load = createLoader(async (name: string) => {
    asked.push(name)
    return thing
  })

  const [one, other] = await Promise.all([load('a'), load('a')])

  expect([one, other, load('a')]).toEqual([thing, thing, thing])
  expect(load('a')).toBe(thing)
  expect(asked).toEqual(['a'])
})

test('what failed to load is asked for again', async () => {
  let tries = 0
  const load = loadOnce(async () => {
    tries += 1
    if (tries === 1) throw new Error('not yet')
    return { tries }
  })

  await expect(load()).rejects.toThrow('not yet')

  expect(await load()).toEqual({ tries: 2 })
})

test('what fails before it begins to load is asked for again, too', async () => {
  let tries = 0
  const load = loadOnce(() => {
    tries += 1
    if (tries === 1) throw new Error('not yet')
    return Promise.resolve({ tries })
  })

  await expect(load()).rejects.toThrow('not yet')

  expect(await load()).toEqual({ tries: 2 })
})

test('what is done with a thing waits for it only where it has to', async () => {
  const load = loadOnce(async () => ({ number: 1 }))

  const first = whenLoaded(load(), ({ number }) => number + 1)
  expect(first).toBeInstanceOf(Promise)
  await first

  expect(whenLoaded(load(), ({ number }) => number + 1)).toBe(2)
})
