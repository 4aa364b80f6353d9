/** What a cue's `when` can ask about a request, and what templates can name. */
export interface Facts {
  /** Text of the latest message of each role; `system` covers `developer`. `undefined` when there is none. */
  readonly system: string | undefined
  readonly user: string | undefined
  readonly assistant: string | undefined
  readonly tool: string | undefined
  /** Role of the last message. */
  readonly last: string | undefined
  /** Assistant messages so far + 1. */
  readonly turn: number
  readonly model: string
  /** Names of the tools on offer. */
  readonly tools: readonly string[]
  /** Ids of the tool calls answered since the last assistant message. */
  readonly tool_call_id: readonly string[]
  readonly stream: boolean
  /** Media types of what the messages carry (`image/png`; `image/*` where only a URL is given). */
  readonly image: readonly string[]
  readonly file: readonly string[]
  readonly audio: readonly string[]
}
