export { loadScenarios } from './adapters/files.ts'
export { listen, type ListenOptions, type Listener } from './adapters/node.ts'
export { openState, type StateFile, type StateOptions } from './adapters/state.ts'
