import type { ModelProfile } from './models.ts'

/** What models that do not reason know nothing of (R); they write at one length only (R). */
const plain = { unrecognized: ['reasoning_effort'], verbosities: ['medium'] } as const
const everyFormat = ['json_object', 'json_schema'] as const

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
  ...plain,
  vision: true,
  audio: false,
  formats: everyFormat,
  created: 1_715_367_049,
}
const gpt4oAudio: ModelProfile = {
  ...gpt4o,
  id: 'gpt-4o-audio-preview',
  snapshot: 'gpt-4o-audio-preview-2024-12-17',
  logprobs: 'absent',
  vision: false,
  audio: true,
  created: 1_727_460_443,
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
  vision: false,
  formats: ['json_object'],
  created: 1_677_610_602,
}
const gpt4: ModelProfile = {
  ...gpt35,
  id: 'gpt-4',
  snapshot: 'gpt-4-0613',
  context_window: 8_192,
  max_output: 8_192,
  formats: [],
  created: 1_687_882_411,
}
const gpt4turbo: ModelProfile = {
  ...gpt4,
  id: 'gpt-4-turbo',
  snapshot: 'gpt-4-turbo-2024-04-09',
  context_window: 128_000,
  max_output: 4_096,
  vision: true,
  formats: ['json_object'],
  created: 1_712_361_441,
}
/** They refuse `parallel_tool_calls` (R for o3-mini, o1 and o4-mini). */
const o1: ModelProfile = {
  ...gpt4o,
  id: 'o1',
  snapshot: 'o1-2024-12-17',
  context_window: 200_000,
  max_output: 100_000,
  reasoning: true,
  system_fingerprint: 'fp_42bfad963b',
  logprobs: 'absent',
  unrecognized: [],
  refuses: [
    'max_tokens',
    'temperature',
    'top_p',
    'presence_penalty',
    'frequency_penalty',
    'logprobs',
    'top_logprobs',
    'logit_bias',
    'parallel_tool_calls',
  ],
  reasoning_efforts: ['low', 'medium', 'high'],
  created: 1_734_375_816,
}
const o3mini: ModelProfile = {
  ...o1,
  id: 'o3-mini',
  snapshot: 'o3-mini-2025-01-31',
  vision: false,
  created: 1_737_146_383,
}
const o1mini: ModelProfile = {
  ...o3mini,
  id: 'o1-mini',
  snapshot: 'o1-mini-2024-09-12',
  context_window: 128_000,
  max_output: 65_536,
  refuses: [...o1.refuses, 'tools', 'functions'],
  refused_roles: ['system', 'developer'],
  formats: [],
  created: 1_725_649_008,
}
const { verbosities: _, ...anyVerbosity } = o1
const gpt5: ModelProfile = {
  ...anyVerbosity,
  id: 'gpt-5',
  snapshot: 'gpt-5-2025-08-07',
  context_window: 400_000,
  max_input: 272_000,
  max_output: 128_000,
  refuses: o1.refuses.filter((name) => name !== 'parallel_tool_calls'),
  system_fingerprint: null,
  n: 8,
  top_logprobs: 5,
  reasoning_efforts: ['minimal', 'low', 'medium', 'high'],
  created: 1_754_425_777,
}
const gpt51: ModelProfile = {
  ...gpt5,
  id: 'gpt-5.1',
  snapshot: 'gpt-5.1-2025-11-13',
  reasoning_efforts: ['none', 'low', 'medium', 'high'],
  created: 1_762_800_353,
}
const gpt52: ModelProfile = {
  ...gpt51,
  id: 'gpt-5.2',
  snapshot: 'gpt-5.2-2025-12-11',
  reasoning_efforts: ['none', 'low', 'medium', 'high', 'xhigh'],
  created: 1_765_313_051,
}
const gpt54: ModelProfile = {
  ...gpt52,
  id: 'gpt-5.4',
  snapshot: 'gpt-5.4-2026-03-05',
  context_window: 1_050_000,
  max_input: 922_000,
  created: 1_772_691_852,
}
const gpt56: ModelProfile = {
  ...gpt54,
  id: 'gpt-5.6-sol',
  snapshot: 'gpt-5.6-sol',
  refuses: [...gpt5.refuses, 'stop', 'prediction'],
  unknown: ['audio', 'modalities', 'web_search_options'],
  tools_without_reasoning: true,
  long_cache: true,
  created: 1_783_000_000,
}

/**
 * Model profiles: aliases and snapshots from wire-format 6.1, encodings from 11, fingerprints and logprobs from 4, caps from 3.5, what is
 * refused from 2.3. Windows and output limits from the makers' model pages; the input limits of gpt-5 as users report them (R).
 * Snapshots and windows that wire-format does not give (gpt-5.1 to gpt-5.4, older gpt-4) are best known (A).
 */
export const profiles: readonly [ModelProfile, ...ModelProfile[]] = [
  gpt4o,
  {
    ...gpt4o,
    id: 'gpt-4o-2024-05-13',
    snapshot: 'gpt-4o-2024-05-13',
    max_output: 4_096,
    formats: ['json_object'],
    created: 1_715_368_132,
  },
  {
    ...gpt4o,
    id: 'gpt-4o-mini',
    snapshot: 'gpt-4o-mini-2024-07-18',
    system_fingerprint: 'fp_560af6e559',
    created: 1_721_172_741,
  },
  { ...gpt4o, id: 'chatgpt-4o-latest', snapshot: 'chatgpt-4o-latest', created: 1_723_515_131 },
  gpt41,
  {
    ...gpt41,
    id: 'gpt-4.1-mini',
    snapshot: 'gpt-4.1-mini-2025-04-14',
    system_fingerprint: 'fp_6f2eabb9a5',
    created: 1_744_318_173,
  },
  {
    ...gpt41,
    id: 'gpt-4.1-nano',
    snapshot: 'gpt-4.1-nano-2025-04-14',
    system_fingerprint: 'fp_38343a2f8f',
    created: 1_744_321_707,
  },
  {
    ...gpt4o,
    id: 'gpt-4.5-preview',
    snapshot: 'gpt-4.5-preview-2025-02-27',
    logprobs: 'absent',
    created: 1_740_623_304,
  },
  gpt4,
  { ...gpt4, id: 'gpt-4-32k', snapshot: 'gpt-4-32k-0613', context_window: 32_768, max_output: 32_768 },
  gpt4turbo,
  { ...gpt4turbo, id: 'gpt-4-turbo-preview', snapshot: 'gpt-4-0125-preview', vision: false, created: 1_706_037_777 },
  {
    ...gpt4turbo,
    id: 'gpt-4-1106-preview',
    snapshot: 'gpt-4-1106-preview',
    vision: false,
    created: 1_698_957_206,
  },
  {
    ...gpt4turbo,
    id: 'gpt-4-vision-preview',
    snapshot: 'gpt-4-1106-vision-preview',
    formats: [],
    created: 1_698_894_917,
  },
  gpt35,
  { ...gpt35, id: 'gpt-3.5-turbo-1106', snapshot: 'gpt-3.5-turbo-1106', created: 1_698_959_748 },
  { ...gpt35, id: 'gpt-3.5-turbo-16k', snapshot: 'gpt-3.5-turbo-16k-0613', formats: [], created: 1_683_758_102 },
  o1,
  { ...o1mini, id: 'o1-preview', snapshot: 'o1-preview-2024-09-12', max_output: 32_768, created: 1_725_648_897 },
  o1mini,
  { ...o1, id: 'o3', snapshot: 'o3-2025-04-16', created: 1_744_225_308 },
  o3mini,
  { ...o1, id: 'o4-mini', snapshot: 'o4-mini-2025-04-16', created: 1_744_225_351 },
  gpt5,
  { ...gpt5, id: 'gpt-5-mini', snapshot: 'gpt-5-mini-2025-08-07', created: 1_754_425_928 },
  { ...gpt5, id: 'gpt-5-nano', snapshot: 'gpt-5-nano-2025-08-07', created: 1_754_426_384 },
  {
    ...gpt4o,
    id: 'gpt-5-chat-latest',
    snapshot: 'gpt-5-chat-latest',
    system_fingerprint: null,
    logprobs: 'absent',
    created: 1_754_073_306,
  },
  gpt51,
  gpt52,
  gpt54,
  {
    ...gpt52,
    id: 'gpt-5.4-mini',
    snapshot: 'gpt-5.4-mini-2026-03-17',
    created: 1_773_705_600,
  },
  gpt56,
  { ...gpt56, id: 'gpt-5.6-terra', snapshot: 'gpt-5.6-terra' },
  gpt4oAudio,
  {
    ...gpt4oAudio,
    id: 'gpt-4o-mini-audio-preview',
    snapshot: 'gpt-4o-mini-audio-preview-2024-12-17',
    created: 1_734_387_424,
  },
  { ...gpt4oAudio, id: 'gpt-audio', snapshot: 'gpt-audio-2025-08-28', created: 1_756_339_249 },
  { ...gpt4oAudio, id: 'gpt-audio-mini', snapshot: 'gpt-audio-mini-2025-12-15', created: 1_765_000_000 },
  {
    ...gpt4o,
    id: 'gpt-4o-search-preview',
    snapshot: 'gpt-4o-search-preview-2025-03-11',
    system_fingerprint: '',
    logprobs: 'absent',
    created: 1_741_388_720,
  },
  {
    ...gpt4o,
    id: 'gpt-4o-mini-search-preview',
    snapshot: 'gpt-4o-mini-search-preview-2025-03-11',
    system_fingerprint: '',
    logprobs: 'absent',
    created: 1_741_390_858,
  },
]
