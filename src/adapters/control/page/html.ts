/** A piece of HTML: what is put into it is text, unless it is HTML itself. */
export interface Html {
  readonly html: string
}

type Part = string | number | Html | readonly Html[]

/** HTML from a template whose values are escaped. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: strings.map((string, index) => string + (index < parts.length ? textOf(parts[index] ?? '') : '')).join(''),
})

const textOf = (part: Part): string => {
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return escaped(part)
  return 'html' in part ? part.html : part.map((item) => item.html).join('')
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
