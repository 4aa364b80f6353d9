import type { Random } from '../core/random.ts'
import { hexadecimal } from '../core/random.ts'
import { words } from './words.data.ts'

/** Text in a format of JSON Schema or OpenAPI; undefined for a format that is not known, which then allows any text. */
export const makeFormatted = (format: string, random: Random): string | undefined =>
  Object.hasOwn(formats, format) ? formats[format]?.(random) : undefined

type MakeText = (random: Random) => string

const digits = (random: Random, from: number, to: number, width = 2): string =>
  String(from + random.below(to - from + 1)).padStart(width, '0')
const hex = (random: Random, length: number): string => random.text(length, hexadecimal)
const word: MakeText = (random) => random.pick(words)

const date: MakeText = (random) => `${digits(random, 2020, 2026, 4)}-${digits(random, 1, 12)}-${digits(random, 1, 28)}`
const clock: MakeText = (random) => `${digits(random, 0, 23)}:${digits(random, 0, 59)}:${digits(random, 0, 59)}`
const hostname: MakeText = (random) => `${word(random)}.example.com`
const email: MakeText = (random) => `${word(random)}.${word(random)}@example.com`
const url: MakeText = (random) => `https://example.com/${word(random)}`
const pointer: MakeText = (random) => `/${word(random)}/${random.below(9)}`
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const formats: Readonly<Record<string, MakeText>> = {
  date,
  time: (random) => `${clock(random)}Z`,
  'date-time': (random) => `${date(random)}T${clock(random)}Z`,
  'iso-time': (random) => `${clock(random)}Z`,
  'iso-date-time': (random) => `${date(random)}T${clock(random)}Z`,
  duration: (random) => `P${1 + random.below(9)}DT${1 + random.below(23)}H`,
  uri: url,
  url,
  iri: url,
  'uri-reference': (random) => `/${word(random)}`,
  'iri-reference': (random) => `/${word(random)}`,
  'uri-template': (random) => `https://example.com/${word(random)}/{id}`,
  email,
  'idn-email': email,
  hostname,
  'idn-hostname': hostname,
  ipv4: (random) => `192.0.2.${1 + random.below(254)}`,
  ipv6: (random) => `2001:db8::${hex(random, 3)}1`,
  uuid: (random) => `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
  regex: (random) => `^${word(random)}$`,
  'json-pointer': pointer,
  'json-pointer-uri-fragment': (random) => `#${pointer(random)}`,
  'relative-json-pointer': (random) => `${random.below(3)}${pointer(random)}`,
  byte: (random) => random.text(12, base64),
  password: (random) => `${word(random)}-${word(random)}-${digits(random, 10, 99)}`,
}
