import type { Rule } from '../../core/rule.ts'
import { allowedToolsAreOffered } from './allowed-tools-are-offered.ts'
import { answerCallIds } from './answer-call-ids.ts'
import { audioModelNeedsAudio } from './audio-model-needs-audio.ts'
import { audioNeedsSettings } from './audio-needs-settings.ts'
import { cacheRetentionModel } from './cache-retention-model.ts'
import { choiceIndexes } from './choice-indexes.ts'
import { completionId } from './completion-id.ts'
import { fileParts } from './file-parts.ts'
import { finishReason } from './finish-reason.ts'
import { functionCallNeedsFunctions } from './function-call-needs-functions.ts'
import { functionParameters } from './function-parameters.ts'
import { functionToolsReasoning } from './function-tools-reasoning.ts'
import { imageModel } from './image-model.ts'
import { imageUrls } from './image-urls.ts'
import { inputAudioModel } from './input-audio-model.ts'
import { jsonModeWord } from './json-mode-word.ts'
import { logitBiasKeys } from './logit-bias-keys.ts'
import { logprobsAtMostZero } from './logprobs-at-most-zero.ts'
import { messageContent } from './message-content.ts'
import { messageSpeaks } from './message-speaks.ts'
import { metadataNeedsStore } from './metadata-needs-store.ts'
import { modelCaps } from './model-caps.ts'
import { oneOutputLimit } from './one-output-limit.ts'
import { outputLimit } from './output-limit.ts'
import { parallelToolCallsNeedsTools } from './parallel-tool-calls-needs-tools.ts'
import { predictionExcludes } from './prediction-excludes.ts'
import { reasoningEffort } from './reasoning-effort.ts'
import { refusedParameters } from './refused-parameters.ts'
import { responseFormatModel } from './response-format-model.ts'
import { saidOrRefused } from './said-or-refused.ts'
import { samplingValues } from './sampling-values.ts'
import { servicestackAudio } from './servicestack-audio.ts'
import { servicestackFunctionText } from './servicestack-function-text.ts'
import { servicestackTopLogprobs } from './servicestack-top-logprobs.ts'
import { streamedAudioFormat } from './streamed-audio-format.ts'
import { streamOptionsNeedStream } from './stream-options-need-stream.ts'
import { strictSchemas } from './strict-schemas.ts'
import { systemRole } from './system-role.ts'
import { temperatureOrTopP } from './temperature-or-top-p.ts'
import { toolCallIds } from './tool-call-ids.ts'
import { toolChoiceIsOffered } from './tool-choice-is-offered.ts'
import { toolChoiceNeedsTools } from './tool-choice-needs-tools.ts'
import { toolMessages } from './tool-messages.ts'
import { topLogprobsNeedLogprobs } from './top-logprobs-need-logprobs.ts'
import { unknownToModel } from './unknown-to-model.ts'
import { unrecognizedArguments } from './unrecognized-arguments.ts'
import { usageSums } from './usage-sums.ts'
import { validSchemas } from './valid-schemas.ts'
import { verbosity } from './verbosity.ts'
import { webSearchModel } from './web-search-model.ts'

/** All rules. Where the service's order says nothing (wire-format 3.1), an earlier rule speaks first. */
export const rules: readonly Rule[] = [
  unknownToModel,
  unrecognizedArguments,
  systemRole,
  imageUrls,
  inputAudioModel,
  fileParts,
  refusedParameters,
  toolChoiceNeedsTools,
  toolChoiceIsOffered,
  allowedToolsAreOffered,
  parallelToolCallsNeedsTools,
  functionCallNeedsFunctions,
  validSchemas,
  functionParameters,
  strictSchemas,
  modelCaps,
  topLogprobsNeedLogprobs,
  oneOutputLimit,
  outputLimit,
  reasoningEffort,
  verbosity,
  responseFormatModel,
  cacheRetentionModel,
  logitBiasKeys,
  streamOptionsNeedStream,
  metadataNeedsStore,
  predictionExcludes,
  audioNeedsSettings,
  streamedAudioFormat,
  webSearchModel,
  temperatureOrTopP,
  servicestackTopLogprobs,
  servicestackAudio,
  servicestackFunctionText,
  jsonModeWord,
  samplingValues,
  functionToolsReasoning,
  audioModelNeedsAudio,
  imageModel,
  toolMessages,
  toolCallIds,
  messageContent,
  completionId,
  usageSums,
  finishReason,
  messageSpeaks,
  saidOrRefused,
  answerCallIds,
  choiceIndexes,
  logprobsAtMostZero,
]
