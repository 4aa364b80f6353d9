import { rules } from '../contracts/rules/list.ts'
import { dialects } from '../dialects/dialects.ts'
import { catalogueWords, controlWords, errorWords, findingWords, wireWords, type Words } from './codes.data.ts'
import { errorDetails } from './error-details.data.ts'

/** What a code that cuecard prints, throws or sends stands for. */
export interface Explanation extends Words {
  readonly code: string
  /** Where it is met: a finding, an error that is thrown, an error that is answered, a rule of a contract. */
  readonly about: 'finding' | 'thrown' | 'answer' | 'rule'
  /** How the dialects word it, for errors that are answered: `openai: 429 requests rate_limit_exceeded`. */
  readonly dialects: readonly string[]
}

const words: Readonly<Record<Exclude<Explanation['about'], 'rule'>, Readonly<Record<string, Words>>>> = {
  finding: findingWords,
  thrown: errorWords,
  answer: { ...controlWords, ...wireWords, ...catalogueWords },
}

/** Explains a code, or the name of a rule; undefined when nothing is called so. */
export const explainCode = (code: string): Explanation | undefined => {
  for (const [about, known] of Object.entries(words)) {
    const found = Object.hasOwn(known, code) ? known[code] : undefined
    // Object.entries forgets the names it was given.
    if (found !== undefined)
      return {
        code,
        about: about as Explanation['about'],
        ...found,
        dialects: about === 'answer' ? answersOf(code) : [],
      }
  }
  return explainRule(code) ?? explainWireCode(code)
}

/** Every code and rule that can be explained. */
export const knownCodes = (): readonly string[] => [
  ...new Set([
    ...Object.values(words).flatMap((known) => Object.keys(known)),
    ...answers.flatMap(({ code }) => code ?? []),
    ...rules.map(({ name }) => name),
  ]),
]

/** A code that only one dialect gives to an error of its catalogue (`TooManyRequests`). */
const explainWireCode = (code: string): Explanation | undefined => {
  const answer = answers.find((answer) => answer.code === code)
  const found = answer === undefined ? undefined : catalogueWords[answer.name]
  return found === undefined ? undefined : { code, about: 'answer', ...found, dialects: answersOf(code) }
}

const explainRule = (name: string): Explanation | undefined => {
  const rule = rules.find((rule) => rule.name === name)
  const switches = `\`rules: { '${name}': 'warn' }\` only records it, 'off' drops it.`
  if (rule !== undefined)
    return {
      code: name,
      about: 'rule',
      means: `A rule between the fields of a ${rule.side}, from ${rule.source}.`,
      remedy: `Change the ${rule.side} as the message says. ${switches}`,
      dialects: rule.dialects ?? [],
    }
  const [, keyword] = /^schema\/([A-Za-z]+)$/.exec(name) ?? []
  if (keyword === undefined) return undefined
  return {
    code: name,
    about: 'rule',
    means: `The keyword \`${keyword}\` of the JSON Schema of a request or an answer.`,
    remedy: `Change the value as the message says; \`cuecard schema\` prints the schemas. ${switches}`,
    dialects: [],
  }
}

/** Every error of every catalogue, as its dialect words it. */
const answers = dialects.flatMap((dialect) =>
  Object.entries(dialect.errors).map(([name, word]) => ({ name, dialect: dialect.name, ...word(errorDetails) })),
)

const answersOf = (asked: string): readonly string[] =>
  answers
    .filter(({ name, code }) => name === asked || code === asked)
    .map(({ name, dialect, status, type, code }) =>
      [`${dialect}:`, status, type, ...(code === null ? [] : [code]), ...(name === asked ? [] : [`(${name})`])].join(
        ' ',
      ),
    )
