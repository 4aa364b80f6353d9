import { scenarioFileSchema } from '../../../scenario-file.ts'
import { describeControl } from '../document.ts'
import { described, json, type Operation } from '../operation.ts'

export const describeScenarios: Operation = {
  method: 'GET',
  path: '/_cuecard/scenario.json',
  id: 'describeScenarios',
  summary: 'The JSON Schema of scenario files.',
  responses: { 200: described('A JSON Schema, draft 2020-12.', { type: 'object', required: ['$schema'] }) },
  answer: () => json(scenarioFileSchema),
}

export const describe: Operation = {
  method: 'GET',
  path: '/_cuecard/control.openapi.json',
  id: 'describe',
  summary: 'The control API as an OpenAPI document.',
  responses: { 200: described('An OpenAPI document.', { type: 'object', required: ['openapi', 'paths'] }) },
  answer: ({ operations }) => json(describeControl(operations)),
}
