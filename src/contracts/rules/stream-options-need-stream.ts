import { needs } from './needs.ts'

/** `stream_options` only with `stream: true`. */
export const streamOptionsNeedStream = needs(
  'stream-options-need-stream',
  'wire-format 2.3 (M)',
  'stream_options',
  "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
  ({ stream }) => stream === true,
)
