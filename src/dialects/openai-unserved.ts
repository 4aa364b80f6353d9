const chatOnly = 'cuecard serves Chat Completions (POST /v1/chat/completions)'

const responses =
  `${chatOnly}, not the Responses API. Ask for chat instead: \`openai.chat('…')\` in the AI SDK, \`useResponsesApi: false\` in LangChain, ` +
  '`client.chat.completions.create(…)` in the openai package.'
const notServed = (what: string): string =>
  `${chatOnly}, not ${what}. Answer it with a handler of your own (msw), or let it through with \`onUnserved: 'passthrough'\`.`
const assistants = `${chatOnly}, not the Assistants API. Keep the conversation in \`messages\` and call \`client.chat.completions.create(…)\`.`

/** Neighbours of Chat Completions that clients call, and what to do instead. */
export const unservedByOpenai: Readonly<Record<string, string>> = {
  '/responses': responses,
  '/conversations': responses,
  '/completions':
    `${chatOnly}, not the older text completions. Send the prompt as a user message: ` +
    "`client.chat.completions.create({ messages: [{ role: 'user', content: prompt }] })`, `openai.chat('…')` in the AI SDK.",
  '/embeddings': notServed('embeddings'),
  '/moderations': notServed('moderations'),
  '/images': notServed('images'),
  '/images/generations': notServed('images'),
  '/images/edits': notServed('images'),
  '/images/variations': notServed('images'),
  '/audio': notServed('audio endpoints'),
  '/audio/speech': notServed('speech'),
  '/audio/transcriptions': notServed('transcriptions'),
  '/audio/translations': notServed('translations'),
  '/videos': notServed('videos'),
  '/realtime': notServed('the Realtime API'),
  '/assistants': assistants,
  '/threads': assistants,
  '/threads/runs': assistants,
  '/files': notServed('files'),
  '/uploads': notServed('uploads'),
  '/batches': `${chatOnly}, not batches. Send the requests of the batch one by one.`,
  '/fine_tuning': notServed('fine-tuning'),
  '/fine_tuning/jobs': notServed('fine-tuning'),
  '/vector_stores': notServed('vector stores'),
  '/evals': notServed('evals'),
  '/containers': notServed('containers'),
}
