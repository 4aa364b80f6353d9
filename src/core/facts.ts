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

/** The facts of a request that says nothing. */
export const noFacts: Facts = {
  system: undefined,
  user: undefined,
  assistant: undefined,
  tool: undefined,
  last: undefined,
  turn: 1,
  model: '',
  tools: [],
  tool_call_id: [],
  stream: false,
  image: [],
  file: [],
  audio: [],
}

/** Tells what is a fact from other names that conditions and templates may use. */
export const isFactName = (name: string): name is keyof Facts => Object.hasOwn(noFacts, name)
