import type OpenAI from 'openai'

/** A headline for an article, as it is written: the text so far is told piece by piece. */
export const headline = async (client: OpenAI, article: string, tell: (text: string) => void): Promise<string> => {
  const stream = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'You write headlines.' },
      { role: 'user', content: article },
    ],
    max_completion_tokens: 30,
    stream: true,
  })
  let text = ''
  for await (const { choices } of stream) {
    text += choices[0]?.delta.content ?? ''
    tell(text)
  }
  return text
}
