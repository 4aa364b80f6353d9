import type { Random } from '../../core/random.ts'
import type { Thing } from './thing.ts'

const later = new Set(
  'end until to due expires expiry expiration updated modified edited checkout arrival return deadline delivered delivery closed finished completed ends'.split(
    ' ',
  ),
)
const birth = new Set('birthday birthdate birth dob born'.split(' '))
const clocks = new Set('time at timestamp datetime hour'.split(' '))
const day = 24 * 60

/** Text for a moment in one of the formats of JSON Schema; what ends does so after what begins, and people are born long before. */
export const momentText = (format: string, words: readonly string[], thing: Thing, random: Random): string => {
  const minutes = minutesOf(words, thing, random)
  const [date = '', clock = ''] = new Date(minutes * 60_000).toISOString().slice(0, 19).split('T')
  switch (format) {
    case 'date':
      return date
    case 'time':
      return `${clock}Z`
    case 'clock':
      return clock.slice(0, 5)
    default:
      return `${date}T${clock}Z`
  }
}

const minutesOf = (words: readonly string[], thing: Thing, random: Random): number => {
  if (words.some((word) => birth.has(word))) return (random.below(45 * 365) - 15 * 365) * day
  const begin = thing.moment(random)
  if (![...words, words.slice(-2).join('')].some((word) => later.has(word))) return begin
  return (
    begin +
    (words.some((word) => clocks.has(word)) && !words.includes('at')
      ? 30 + random.below(11) * 15
      : (1 + random.below(14)) * day)
  )
}
