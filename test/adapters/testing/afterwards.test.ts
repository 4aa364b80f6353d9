import { expect, test } from 'vitest'
import { complaintOf } from '../../../src/adapters/testing/afterwards.ts'
import { matchers } from '../../../src/adapters/testing/matchers.ts'
import { createCuecard } from '../../../src/cuecard.ts'
import { asked, say } from './asked.ts'

expect.extend(matchers)

test('a test that has ended well has nothing to complain about', async () => {
  const cuecard = await asked({}, {})

  expect(await complaintOf(cuecard, {})).toBeUndefined()
})

test('broken rules are told with their calls, and how a test says that it means them', async () => {
  const cuecard = await asked({}, { ...say('Be bold'), temperature: 3 })

  expect(await complaintOf(cuecard, {})).toMatchInlineSnapshot(`
    "calls broke the contract of the service:
      schema/maximum at temperature: Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.
        call 1: 400 gpt-4o-mini, user: Be bold
        source: How daring the sampling is (002; wire-format 3.5).
      If the test means it, let it say so: expect(cuecard).toHaveBrokenRule('schema/maximum')"
  `)
  expect(await complaintOf(cuecard, { violations: 'ignore' })).toBeUndefined()
})

test('what was said to be broken is no surprise any more', async () => {
  const cuecard = await asked({}, { temperature: 3 }, { ...say(''), top_p: 2 })

  expect(cuecard).toHaveBrokenRule('schema/maximum', { param: 'top_p' })

  expect(await complaintOf(cuecard, {})).toMatch(
    /^calls broke the contract of the service:\n {2}schema\/maximum at temp/,
  )
})

test('what was said not to be broken is', async () => {
  const cuecard = await asked({}, { temperature: 3 })

  expect(() => expect(cuecard).not.toHaveBrokenRule('schema/maximum')).toThrow('temperature')

  expect(await complaintOf(cuecard, {})).toContain('temperature')
})

test('cues are missed that the scope has put in front itself', async () => {
  const cuecard = createCuecard({
    scenarios: [{ cuecard: 1, cues: [{ name: 'theirs', reply: { content: 'Hello!' } }] }],
  })
  const scope = cuecard.scope('mine')
  cuecard.use({ name: 'for all', when: { user: 'Bye' }, reply: { content: 'Bye!' } })
  scope.use({ name: 'mine', when: { user: 'Mine' }, reply: { content: 'Yours!' } })

  expect(await complaintOf(scope, {})).toBe('no call reached the cue "mine":\n  change its `when`, or take it out')
  expect(await complaintOf(scope, { unplayed: 'all' })).toContain('"mine", the cue "for all", the cue "theirs"')
  expect(await complaintOf(scope, { unplayed: 'ignore' })).toBeUndefined()
})
