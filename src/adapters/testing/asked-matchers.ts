import { isJsonObject, parseJson, type Json } from '../../core/json.ts'
import { excerpt, meant, messageLine, nearestBy, someCall, type Asked } from './ask.ts'
import {
  difference,
  fits,
  hasMembers,
  isNamed,
  textOfSample,
  wantedOf,
  type MatcherTools,
  type Sample,
} from './sample.ts'
import { messagesOf, modelOf, textOfMessage, toolResultsOf, toolsOf, type SeenCall } from './seen.ts'

/** About what calls asked for. */
export const askedMatchers = {
  toHaveBeenCalledWithMessage(this: MatcherTools, received: unknown, sample: Sample): Asked {
    return someCall(received, {
      name: 'toHaveBeenCalledWithMessage',
      wanted: `a message that ${wantedOf(this, sample)}`,
      has: (call) => messagesOf(call).some((message) => fits(this, sample, textOfMessage(message), message)),
      hint: (calls) => {
        const near = nearestBy(calls.flatMap(messagesOf), textOfSample(sample), (message) => JSON.stringify(message))
        if (near === undefined) return undefined
        return `The nearest message:${isPattern(sample) ? ` ${messageLine(near)}` : difference(this, sample, near)}`
      },
    })
  },

  toHaveBeenCalledWithRequest(this: MatcherTools, received: unknown, sample: object): Asked {
    return someCall(received, {
      name: 'toHaveBeenCalledWithRequest',
      wanted: `a body that ${wantedOf(this, sample)}`,
      has: ({ request }) => hasMembers(this, request.json, sample),
      hint: (calls) => {
        const bodies = calls.map(({ request }) => request.json).filter((body) => body !== undefined)
        const near = nearestBy(bodies, textOfSample(sample), (body) => JSON.stringify(body)) ?? bodies.at(-1)
        return near && `The nearest:${difference(this, sample, near)}`
      },
    })
  },

  toHaveCalledModel(received: unknown, model: string | RegExp): Asked {
    return someCall(received, {
      name: 'toHaveCalledModel',
      wanted: `the model ${String(model)}`,
      has: (call) => isNamed(modelOf(call) ?? '', model),
      hint: (calls) =>
        typeof model === 'string'
          ? meant(
              model,
              calls.map((call) => modelOf(call) ?? ''),
            )
          : undefined,
    })
  },

  toHaveOfferedTool(this: MatcherTools, received: unknown, name: string, sample?: object): Asked {
    const isIt = (tool: Json): boolean => isJsonObject(tool) && tool['name'] === name
    return someCall(received, {
      name: 'toHaveOfferedTool',
      wanted: `the tool "${name}" on offer${sample === undefined ? '' : ` that ${wantedOf(this, sample)}`}`,
      has: (call) =>
        toolsOf(call).some((tool) => isIt(tool) && (sample === undefined || hasMembers(this, tool, sample))),
      shown: (call) => [`tools: ${namesOf(call).join(', ') || 'none'}`],
      hint: (calls) => {
        const near = calls.flatMap(toolsOf).findLast(isIt)
        return near === undefined || sample === undefined
          ? meant(name, calls.flatMap(namesOf))
          : `The nearest:${difference(this, sample, near)}`
      },
    })
  },

  toHaveReceivedToolResult(this: MatcherTools, received: unknown, name: string, sample?: Sample): Asked {
    return someCall(received, {
      name: 'toHaveReceivedToolResult',
      wanted: `a result of "${name}"${sample === undefined ? '' : ` that ${wantedOf(this, sample)}`}`,
      has: (call) =>
        toolResultsOf(call).some(
          (result) =>
            result.name === name && (sample === undefined || fits(this, sample, result.text, parseJson(result.text))),
        ),
      shown: (call) => [
        'results of tools:',
        ...toolResultsOf(call).map(({ name, text }) => excerpt(`${name}: ${text}`)),
      ],
      hint: (calls) =>
        meant(
          name,
          calls.flatMap(toolResultsOf).map((result) => result.name),
        ),
    })
  },
}

const isPattern = (sample: Sample): sample is string | RegExp => typeof sample === 'string' || sample instanceof RegExp

const namesOf = (call: SeenCall): readonly string[] => toolsOf(call).map((tool) => String(tool['name']))
