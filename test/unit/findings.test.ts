import { expect, test } from 'vitest'
import { invalidRequest } from '../../src/core/api-error.ts'
import type { Contract } from '../../src/core/contract.ts'
import type { Draft } from '../../src/core/scenario.ts'
import { createFindings } from '../../src/findings.ts'
import { toCue } from '../../src/scenarios/scenario.ts'

const cue = toCue({ name: 'a', reply: { content: 'x' } }, 0)
const violation = { rule: 'n', path: ['n'], error: invalidRequest('no'), source: 'here', severity: 'error' } as const

/** A contract that counts how often it is asked, and is broken or not. */
const open = (broken: boolean) => {
  const asked: unknown[] = []
  const contract: Contract = (value) => {
    asked.push(value)
    return broken ? [violation] : []
  }
  return { asked, contract }
}

test('a reply that is the same each time is held to its contract once', () => {
  const { asked, contract } = open(false)
  const { asked: other, contract: stricter } = open(false)
  const draft: Draft = { content: 'x' }
  const findings = createFindings()

  for (const value of [{ id: 1 }, { id: 2 }]) findings.weigh(cue, { value, contract, draft }, [])
  findings.weigh(cue, { value: { id: 3 }, contract: stricter, draft }, [])

  expect(asked).toEqual([{ id: 1 }])
  expect(other).toEqual([{ id: 3 }])
})

test('a reply that breaks its contract does so each time it is given', () => {
  const { contract } = open(true)
  const findings = createFindings()
  const said = { value: {}, contract, draft: { content: 'x' } }

  const found = [findings.weigh(cue, said, []), findings.weigh(cue, said, [])]
  findings.clear()
  findings.weigh(cue, said, [])

  expect(found).toMatchObject([{ code: 'reply-breaks-contract' }, { code: 'reply-breaks-contract' }])
  expect(findings.all).toHaveLength(1)
})

test('a reply that may differ each time is held to its contract each time', () => {
  const { asked, contract } = open(false)
  const findings = createFindings()

  for (const value of [{ id: 1 }, { id: 2 }]) findings.weigh(cue, { value, contract, draft: undefined }, [])

  expect(asked).toEqual([{ id: 1 }, { id: 2 }])
})
