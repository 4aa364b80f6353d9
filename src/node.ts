export { loadScenarios } from './adapters/files.ts'
export { listen, type ListenOptions, type Listener } from './adapters/node.ts'
