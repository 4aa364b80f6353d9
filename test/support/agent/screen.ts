/** What an agent tells a page while it works. */
export type AgentEvent =
  | { readonly type: 'asked'; readonly text: string }
  | { readonly type: 'text'; readonly delta: string }
  /** What was written since the last tool is void: the model starts again. */
  | { readonly type: 'retracted' }
  | { readonly type: 'tool_started'; readonly id: string; readonly name: string }
  | { readonly type: 'tool_ended'; readonly id: string; readonly failed: boolean }
  | { readonly type: 'ended'; readonly how: 'answered' | 'refused' | 'stopped' | 'over budget' | 'failed' }

/** What a page shows of a conversation. */
export interface Screen {
  readonly status: 'idle' | 'thinking' | 'writing' | 'working'
  /** What was said, the agent's last words as they come in. */
  readonly lines: readonly { readonly by: 'customer' | 'agent'; readonly text: string }[]
  readonly tools: readonly {
    readonly id: string
    readonly name: string
    readonly state: 'running' | 'done' | 'failed'
  }[]
  /** How the last turn ended. */
  readonly ended?: Extract<AgentEvent, { type: 'ended' }>['how']
}

export const emptyScreen: Screen = { status: 'idle', lines: [], tools: [] }

/** The screen after an event. */
export const show = (screen: Screen, event: AgentEvent): Screen => {
  switch (event.type) {
    case 'asked':
      return { status: 'thinking', lines: [...screen.lines, { by: 'customer', text: event.text }], tools: [] }
    case 'text':
      return { ...screen, status: 'writing', lines: written(screen.lines, event.delta) }
    case 'retracted':
      return {
        ...screen,
        status: 'thinking',
        lines: screen.lines.filter(({ by }, at) => by === 'customer' || at < screen.lines.length - 1),
      }
    case 'tool_started':
      return {
        ...screen,
        status: 'working',
        tools: [...screen.tools, { id: event.id, name: event.name, state: 'running' }],
      }
    case 'tool_ended': {
      const state = event.failed ? 'failed' : 'done'
      return { ...screen, tools: screen.tools.map((tool) => (tool.id === event.id ? { ...tool, state } : tool)) }
    }
    case 'ended':
      return { ...screen, status: 'idle', ended: event.how }
  }
}

const written = (lines: Screen['lines'], delta: string): Screen['lines'] => {
  const last = lines.at(-1)
  return last?.by === 'agent'
    ? [...lines.slice(0, -1), { by: 'agent', text: last.text + delta }]
    : [...lines, { by: 'agent', text: delta }]
}
