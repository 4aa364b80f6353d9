import { expect, test } from 'vitest'

import { profiles } from '../../../src/core/models.data.ts'
import { knownProfile, profileOf } from '../../../src/core/models.ts'

test.each([
  ['gpt-3.5-turbo', 'gpt-3.5-turbo-0125'],
  ['gpt-4', 'gpt-4-0613'],
  ['gpt-4o', 'gpt-4o-2024-08-06'],
  ['gpt-4o-mini', 'gpt-4o-mini-2024-07-18'],
  ['gpt-4.1-nano', 'gpt-4.1-nano-2025-04-14'],
  ['gpt-4.5-preview', 'gpt-4.5-preview-2025-02-27'],
  ['gpt-5-mini', 'gpt-5-mini-2025-08-07'],
  ['gpt-5.4-mini', 'gpt-5.4-mini-2026-03-17'],
  ['gpt-5.6-sol', 'gpt-5.6-sol'],
  ['o1-mini', 'o1-mini-2024-09-12'],
  ['o3-mini', 'o3-mini-2025-01-31'],
  ['gpt-4o-audio-preview', 'gpt-4o-audio-preview-2024-12-17'],
  ['gpt-audio-mini', 'gpt-audio-mini-2025-12-15'],
  ['gpt-4o-search-preview', 'gpt-4o-search-preview-2025-03-11'],
  ['gpt-4-vision-preview', 'gpt-4-1106-vision-preview'],
])('%s is answered as %s', (alias, snapshot) => {
  expect(knownProfile(alias)?.snapshot).toBe(snapshot)
  expect(knownProfile(snapshot)?.snapshot).toBe(snapshot)
})

test('no two profiles share a name', () => {
  const names = profiles.flatMap(({ id, snapshot }) => (id === snapshot ? [id] : [id, snapshot]))

  expect(names.length).toBe(new Set(names).size)
})

test.each([
  ['gpt-4o-2024-11-20', 128_000, 16_384],
  ['ft:gpt-4o-mini-2024-07-18:acme::abc', 128_000, 16_384],
  ['openai/gpt-4.1-mini', 1_047_576, 32_768],
  ['gpt-4-32k-0314', 32_768, 32_768],
  ['gpt-4-turbo-2030-01-01', 128_000, 4_096],
  ['o3-pro', 200_000, 100_000],
  ['gpt-5.9', 400_000, 128_000],
])('%s has the limits of its family', (model, context_window, max_output) => {
  const profile = profileOf(model)

  expect(profile).toMatchObject({ id: model, snapshot: model, context_window, max_output })
  expect(profile.foreign).toBeUndefined()
})

test.each(['llama-4', 'gpt-4oz', 'gpt', '', 'constructor', 'my/gpt-40'])('%j is foreign', (model) => {
  expect(profileOf(model)).toMatchObject({ snapshot: model, encoding: 'o200k_base', foreign: true })
})

test('the profile of a name is made once', () => {
  expect(profileOf('mistral-large')).toBe(profileOf('mistral-large'))
})
