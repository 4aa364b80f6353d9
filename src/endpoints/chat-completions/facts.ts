import type { Facts } from '../../core/facts.ts'
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { textOf } from './text.ts'

/** What cues can ask about a chat request: one pass over the messages, texts taken only from the latest of each role. */
export const facts = (body: JsonObject): Facts => {
  const list: readonly Json[] = Array.isArray(body['messages']) ? body['messages'] : []
  const latest: { system?: JsonObject; user?: JsonObject; assistant?: JsonObject; tool?: JsonObject } = {}
  const answered: string[] = []
  const media: Media = { image: [], file: [], audio: [] }
  let last: string | undefined
  let turn = 1
  for (const message of list) {
    if (!isJsonObject(message)) continue
    const { role, content } = message
    if (typeof role === 'string') last = role
    switch (role) {
      case 'user':
        latest.user = message
        break
      case 'assistant':
        latest.assistant = message
        turn += 1
        answered.length = 0
        break
      case 'tool':
      case 'function':
        latest.tool = message
        if (typeof message['tool_call_id'] === 'string') answered.push(message['tool_call_id'])
        break
      case 'system':
      case 'developer':
        latest.system = message
        break
      default:
    }
    if (typeof content === 'object') collectMedia(content, media)
  }
  return {
    system: textIn(latest.system),
    user: textIn(latest.user),
    assistant: textIn(latest.assistant),
    tool: textIn(latest.tool),
    last,
    turn,
    model: typeof body['model'] === 'string' ? body['model'] : '',
    tools: toolNames(body),
    tool_call_id: answered,
    stream: body['stream'] === true,
    image: media.image,
    file: media.file,
    audio: media.audio,
  }
}

const textIn = (message: JsonObject | undefined): string | undefined => message && textOf(message['content'])

interface Media {
  readonly image: string[]
  readonly file: string[]
  readonly audio: string[]
}

const collectMedia = (content: Json, media: Media): void => {
  if (!Array.isArray(content)) return
  for (const part of content) {
    if (!isJsonObject(part)) continue
    const { type } = part
    if (type === 'image_url') add(media.image, imageType(part['image_url']))
    else if (type === 'file') add(media.file, fileType(part['file']))
    else if (type === 'input_audio') add(media.audio, audioType(part['input_audio']))
  }
}

const add = (types: string[], type: string): void => {
  if (!types.includes(type)) types.push(type)
}

/** An image may be given as `{ url }` or, by lenient clients, as the bare URL. */
const imageType = (image: Json | undefined): string =>
  dataUrlType(isJsonObject(image) ? image['url'] : image) ?? 'image/*'

const fileType = (file: Json | undefined): string => {
  if (!isJsonObject(file)) return unknownType
  const { filename, file_data } = file
  const extension = typeof filename === 'string' ? filename.slice(filename.lastIndexOf('.') + 1).toLowerCase() : ''
  return dataUrlType(file_data) ?? typeByExtension.get(extension) ?? unknownType
}

const unknownType = 'application/octet-stream'

const audioType = (audio: Json | undefined): string => {
  const format = isJsonObject(audio) ? audio['format'] : undefined
  if (format === 'mp3') return 'audio/mpeg'
  return typeof format === 'string' ? `audio/${format}` : 'audio/*'
}

/** `image/png` of `data:image/png;base64,…`. */
const dataUrlType = (url: Json | undefined): string | undefined => {
  if (typeof url !== 'string' || !url.startsWith('data:')) return undefined
  return /^data:([\w.+-]+\/[\w.+-]+)/.exec(url.slice(0, 120))?.[1]?.toLowerCase()
}

const typeByExtension: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['json', 'application/json'],
  ['txt', 'text/plain'],
  ['md', 'text/markdown'],
  ['csv', 'text/csv'],
  ['html', 'text/html'],
  ['xml', 'application/xml'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
])

const toolNames = (body: JsonObject): readonly string[] => {
  const names: string[] = []
  for (const list of [body['tools'], body['functions']]) {
    if (!Array.isArray(list)) continue
    for (const tool of list) {
      const name = nameOf(tool)
      if (typeof name === 'string') names.push(name)
    }
  }
  return names
}

const nameOf = (tool: Json): Json | undefined => {
  if (!isJsonObject(tool)) return tool
  const { custom, name } = tool
  if (isJsonObject(tool['function'])) return tool['function']['name']
  return isJsonObject(custom) ? custom['name'] : name
}
