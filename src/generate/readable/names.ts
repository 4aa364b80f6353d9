/** What a property is called, word by word: `shippingCity`, `shipping_city` and `shipping-city` are the same. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .slice(0, 100)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((part) => part !== '')

/** The entry of a name, and the words before those that it was found by. */
export interface Known<T> {
  readonly entry: T
  readonly role: string
}

/** Of several words the last ones say what it is: all of them are looked up, then the last two, then the last. */
export const known = <T>(entries: ReadonlyMap<string, T>, words: readonly string[]): Known<T> | undefined => {
  for (const from of [0, words.length - 3, words.length - 2, words.length - 1]) {
    if (from < 0) continue
    const key = words.slice(from).join('')
    const entry = entries.get(key) ?? (key.endsWith('s') ? entries.get(key.slice(0, -1)) : undefined)
    if (entry !== undefined) return { entry, role: words.slice(0, from).join(' ') }
  }
  return undefined
}

/** Rows of names, separated by spaces, that share an entry. */
export const table = <T>(rows: readonly (readonly [string, T])[]): ReadonlyMap<string, T> =>
  new Map(rows.flatMap(([names, entry]) => names.split(/\s+/).map((name) => [name, entry] as const)))
