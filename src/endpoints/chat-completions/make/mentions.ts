/** What a user's text names that could be arguments of a call. */
export interface Mentions {
  /** Names that stand together (`Paris, Rome and Oslo`), by the preposition in front of them. */
  readonly lists: readonly { readonly after: string; readonly names: readonly string[] }[]
  readonly numbers: readonly number[]
}

/** Questions are short; what is long is material. */
const examined = 1_000

const memo = new Map<string, Mentions>()
const memoEntries = 200

/** What the text names. Texts come again while a client tries things out. */
export const mentionsIn = (text: string): Mentions => {
  const short = text.length <= examined ? text : text.slice(0, examined)
  const known = memo.get(short)
  if (known !== undefined) return known
  const mentions = read(short)
  if (memo.size >= memoEntries) memo.clear()
  memo.set(short, mentions)
  return mentions
}

const read = (text: string): Mentions => {
  const items = text.match(/[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*|[^\s]/gu) ?? []
  const lists: Mentions['lists'][number][] = []
  for (const [index, item] of items.entries()) {
    const after = item.toLowerCase()
    const names = prepositions.has(after) ? namesFrom(items, index + 1, small.has(after), after) : []
    if (names.length > 0) lists.push({ after, names })
  }
  if (lists.length === 0) lists.push(...bareNames(items))
  return {
    lists,
    numbers: (text.match(/(?<![\p{L}\d.])-?\d{1,15}(?:\.\d{1,9})?(?![\p{L}\d]|\.\d)/gu) ?? []).map(Number),
  }
}

const prepositions: ReadonlySet<string> = new Set('in at near for of from to about with by between on'.split(' '))
/** Those after which a word in small letters may be a name. */
const small: ReadonlySet<string> = new Set(['in', 'near', 'from', 'between'])
const joints: ReadonlySet<string> = new Set(['and', 'or', '&', 'plus', ','])
const articles: ReadonlySet<string> = new Set(['the', 'a', 'an'])
/** Inside a name they stand between two capitals: `Rio de Janeiro`. */
const particles: ReadonlySet<string> = new Set('of de del da do la le du van von am an the upon'.split(' '))
/** What stands after a preposition and is no name. */
const others: ReadonlySet<string> = new Set(
  (
    'celsius fahrenheit kelvin metric imperial english german french spanish json xml markdown euro euros dollar dollars usd eur ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october ' +
    'november december i me my mine our us you your it its this that these those them him her there here what which each all both ' +
    'today tomorrow yesterday tonight now next last one detail details short brief general order time case fact addition total degrees ' +
    'someone anyone everyone example instance sure least most once first do be get use see'
  ).split(' '),
)

/** `Paris, New York and Oslo`, `Paris and in Oslo`; a list in small letters has one word each. */
const namesFrom = (items: readonly string[], start: number, maySmall: boolean, after: string): readonly string[] => {
  const names: string[] = []
  let at = start
  while (names.length < mostNames) {
    if (articles.has(items[at]?.toLowerCase() ?? '')) at += 1
    const end = endOfName(items, at, maySmall)
    if (end === at || (names.length > 0 && isCapital(items[at]) !== isCapital(items[start]))) break
    names.push(items.slice(at, end).join(' '))
    const joint = end
    at = joint
    while (joints.has(items[at]?.toLowerCase() ?? '')) at += 1
    if (at === joint) break
    if (items[at]?.toLowerCase() === after && isCapital(items[at + 1])) at += 1
  }
  return names
}

const mostNames = 8

/** Names without a preposition (`the Paris weather`): capitals that begin no sentence, in a text that has small letters too. */
const bareNames = (items: readonly string[]): Mentions['lists'] => {
  if (!items.some((item) => /^\p{Ll}/u.test(item))) return []
  const start = items.findIndex((item, index) => index > 0 && isCapital(item) && !/[.?!:]/.test(items[index - 1] ?? ''))
  const names = start < 0 ? [] : namesFrom(items, start, false, '')
  return names.length === 0 ? [] : [{ after: '', names }]
}

const endOfName = (items: readonly string[], start: number, maySmall: boolean): number => {
  const first = items[start] ?? ''
  if (!/^\p{L}/u.test(first) || others.has(first.toLowerCase())) return start
  if (!isCapital(first)) return maySmall && isAlone(items, start) ? start + 1 : start
  let end = start + 1
  while (end - start < mostWords) {
    if (isCapital(items[end]) && !others.has(items[end]?.toLowerCase() ?? '')) end += 1
    else if (particles.has(items[end] ?? '') && isCapital(items[end + 1])) end += 2
    else break
  }
  return end
}

const mostWords = 6

/** A word in small letters is taken for a name only where the list or the clause ends after it. */
const isAlone = (items: readonly string[], at: number): boolean => {
  const next = items[at + 1]?.toLowerCase() ?? '.'
  return !/^\p{L}/u.test(next) || joints.has(next) || prepositions.has(next) || others.has(next) || next === 'please'
}

const isCapital = (item: string | undefined): boolean => item !== undefined && /^\p{Lu}/u.test(item)
