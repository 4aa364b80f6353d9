import type { Rule } from '../../core/rule.ts'
import { choiceIndexes } from './choice-indexes.ts'
import { finishReason } from './finish-reason.ts'
import { functionCallNeedsFunctions } from './function-call-needs-functions.ts'
import { imageUrls } from './image-urls.ts'
import { jsonModeWord } from './json-mode-word.ts'
import { messageContent } from './message-content.ts'
import { messageSpeaks } from './message-speaks.ts'
import { modelCaps } from './model-caps.ts'
import { oneOutputLimit } from './one-output-limit.ts'
import { outputLimit } from './output-limit.ts'
import { parallelToolCallsNeedsTools } from './parallel-tool-calls-needs-tools.ts'
import { reasoningEffort } from './reasoning-effort.ts'
import { refusedParameters } from './refused-parameters.ts'
import { samplingValues } from './sampling-values.ts'
import { servicestackAudio } from './servicestack-audio.ts'
import { servicestackFunctionText } from './servicestack-function-text.ts'
import { servicestackTopLogprobs } from './servicestack-top-logprobs.ts'
import { streamOptionsNeedStream } from './stream-options-need-stream.ts'
import { strictSchemas } from './strict-schemas.ts'
import { toolChoiceIsOffered } from './tool-choice-is-offered.ts'
import { toolChoiceNeedsTools } from './tool-choice-needs-tools.ts'
import { toolMessages } from './tool-messages.ts'
import { topLogprobsNeedLogprobs } from './top-logprobs-need-logprobs.ts'
import { usageSums } from './usage-sums.ts'
import { webSearchModel } from './web-search-model.ts'

/** All rules. Where the service's order says nothing (wire-format 3.1), an earlier rule speaks first. */
export const rules: readonly Rule[] = [
  imageUrls,
  toolChoiceNeedsTools,
  toolChoiceIsOffered,
  parallelToolCallsNeedsTools,
  functionCallNeedsFunctions,
  strictSchemas,
  modelCaps,
  topLogprobsNeedLogprobs,
  refusedParameters,
  oneOutputLimit,
  outputLimit,
  reasoningEffort,
  streamOptionsNeedStream,
  webSearchModel,
  jsonModeWord,
  samplingValues,
  toolMessages,
  messageContent,
  usageSums,
  finishReason,
  messageSpeaks,
  choiceIndexes,
  servicestackTopLogprobs,
  servicestackAudio,
  servicestackFunctionText,
]
