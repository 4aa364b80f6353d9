import type { ModelProfile } from './models.ts'

const gpt4o: ModelProfile = {
  id: 'gpt-4o',
  snapshot: 'gpt-4o-2024-08-06',
  encoding: 'o200k_base',
  context_window: 128_000,
  max_output: 16_384,
  reasoning: false,
  system_fingerprint: 'fp_a288987b44',
  logprobs: 'null',
  n: 128,
  top_logprobs: 20,
  refuses: [],
  created: 1_715_367_049,
}
const gpt41: ModelProfile = {
  ...gpt4o,
  id: 'gpt-4.1',
  snapshot: 'gpt-4.1-2025-04-14',
  context_window: 1_047_576,
  max_output: 32_768,
  system_fingerprint: 'fp_51e1070cf2',
  created: 1_744_316_542,
}
const gpt35: ModelProfile = {
  ...gpt4o,
  id: 'gpt-3.5-turbo',
  snapshot: 'gpt-3.5-turbo-0125',
  encoding: 'cl100k_base',
  context_window: 16_385,
  max_output: 4_096,
  system_fingerprint: null,
  created: 1_677_610_602,
}
const gpt4: ModelProfile = {
  ...gpt35,
  id: 'gpt-4',
  snapshot: 'gpt-4-0613',
  context_window: 8_192,
  max_output: 8_192,
  created: 1_687_882_411,
}
const o3mini: ModelProfile = {
  ...gpt4o,
  id: 'o3-mini',
  snapshot: 'o3-mini-2025-01-31',
  context_window: 200_000,
  max_output: 100_000,
  reasoning: true,
  system_fingerprint: 'fp_42bfad963b',
  logprobs: 'absent',
  refuses: ['max_tokens', 'temperature', 'top_p', 'presence_penalty', 'frequency_penalty', 'logprobs', 'top_logprobs', 'logit_bias'],
  reasoning_efforts: ['low', 'medium', 'high'],
  created: 1_737_146_383,
}
const gpt5: ModelProfile = {
  ...o3mini,
  id: 'gpt-5',
  snapshot: 'gpt-5-2025-08-07',
  context_window: 400_000,
  max_output: 128_000,
  system_fingerprint: null,
  n: 8,
  top_logprobs: 5,
  reasoning_efforts: ['minimal', 'low', 'medium', 'high'],
  created: 1_754_425_777,
}
const gpt56: ModelProfile = {
  ...gpt5,
  refuses: [...gpt5.refuses, 'stop', 'prediction'],
  reasoning_efforts: ['none', 'low', 'medium', 'high', 'xhigh'],
  created: 1_783_000_000,
}

/** Model profiles: aliases and snapshots from wire-format 6.1, encodings from 11, fingerprints and logprobs from 4, caps from 3.5. */
export const profiles: readonly [ModelProfile, ...ModelProfile[]] = [
  gpt4o,
  { ...gpt4o, id: 'gpt-4o-mini', snapshot: 'gpt-4o-mini-2024-07-18', system_fingerprint: 'fp_560af6e559', created: 1_721_172_741 },
  { ...gpt4o, id: 'chatgpt-4o-latest', snapshot: 'chatgpt-4o-latest', created: 1_723_515_131 },
  gpt41,
  { ...gpt41, id: 'gpt-4.1-mini', snapshot: 'gpt-4.1-mini-2025-04-14', system_fingerprint: 'fp_6f2eabb9a5', created: 1_744_318_173 },
  { ...gpt41, id: 'gpt-4.1-nano', snapshot: 'gpt-4.1-nano-2025-04-14', system_fingerprint: 'fp_38343a2f8f', created: 1_744_321_707 },
  { ...gpt4o, id: 'gpt-4.5-preview', snapshot: 'gpt-4.5-preview-2025-02-27', logprobs: 'absent', created: 1_740_623_304 },
  gpt4,
  { ...gpt4, id: 'gpt-4-turbo', snapshot: 'gpt-4-turbo-2024-04-09', context_window: 128_000, max_output: 4_096, created: 1_712_361_441 },
  gpt35,
  o3mini,
  { ...o3mini, id: 'o1', snapshot: 'o1-2024-12-17', created: 1_734_375_816 },
  { ...o3mini, id: 'o1-mini', snapshot: 'o1-mini-2024-09-12', context_window: 128_000, max_output: 65_536, created: 1_725_649_008 },
  { ...o3mini, id: 'o3', snapshot: 'o3-2025-04-16', created: 1_744_225_308 },
  { ...o3mini, id: 'o4-mini', snapshot: 'o4-mini-2025-04-16', created: 1_744_225_351 },
  gpt5,
  { ...gpt5, id: 'gpt-5-mini', snapshot: 'gpt-5-mini-2025-08-07', created: 1_754_425_928 },
  { ...gpt5, id: 'gpt-5-nano', snapshot: 'gpt-5-nano-2025-08-07', created: 1_754_426_384 },
  { ...gpt5, id: 'gpt-5.4-mini', reasoning_efforts: gpt56.reasoning_efforts ?? [], snapshot: 'gpt-5.4-mini-2026-03-17', created: 1_773_705_600 },
  { ...gpt56, id: 'gpt-5.6-sol', snapshot: 'gpt-5.6-sol' },
  { ...gpt56, id: 'gpt-5.6-terra', snapshot: 'gpt-5.6-terra' },
  { ...gpt4o, id: 'gpt-4o-audio-preview', snapshot: 'gpt-4o-audio-preview-2024-12-17', logprobs: 'absent', created: 1_727_460_443 },
  { ...gpt4o, id: 'gpt-audio-mini', snapshot: 'gpt-audio-mini-2025-12-15', logprobs: 'absent', created: 1_765_000_000 },
  { ...gpt4o, id: 'gpt-4o-search-preview', snapshot: 'gpt-4o-search-preview-2025-03-11', system_fingerprint: '', logprobs: 'absent', created: 1_741_388_720 },
  { ...gpt4o, id: 'gpt-4o-mini-search-preview', snapshot: 'gpt-4o-mini-search-preview-2025-03-11', system_fingerprint: '', logprobs: 'absent', created: 1_741_390_858 },
]
