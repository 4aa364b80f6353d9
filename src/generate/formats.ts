import type { Random } from '../core/random.ts'
import { hexadecimal } from '../core/random.ts'
import { words } from './words.data.ts'

/** Text in a format of JSON Schema or OpenAPI; undefined for a format that is not known, which then allows any text. */
export const makeFormatted = (format: string, random: Random): string | undefined =>
  Object.hasOwn(formats, format) ? formats[format]?.(random) : undefined

/** Whether a text looks as its format asks; any text does for a format that is not known. The last word has the compiled schema. */
export const isFormatted = (format: string, text: string): boolean =>
  !Object.hasOwn(shapes, format) || shapes[format]?.test(text) !== false

const day = String.raw`\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`
const hour = String.raw`([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?`
const zone = String.raw`(z|[+-]\d\d(:?\d\d)?)`
const label = '[a-z\\d]([a-z\\d-]{0,61}[a-z\\d])?'
const octet = String.raw`(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`
const shape = (...parts: readonly string[]): RegExp => new RegExp(`^${parts.join('')}$`, 'i')
const emailShape = shape(String.raw`[\w!#$%&'*+/=?^{|}~-]+(\.[\w!#$%&'*+/=?^{|}~-]+)*@(${label}\.)+${label}`)
const hostnameShape = shape(`(?=.{1,253}$)${label}(\\.${label})*`)

const shapes: Readonly<Record<string, RegExp>> = {
  date: shape(day),
  time: shape(hour, zone),
  'date-time': shape(day, '[t ]', hour, zone),
  'iso-time': shape(hour, zone, '?'),
  'iso-date-time': shape(day, '[t ]', hour, zone, '?'),
  duration: /^P(?!$)((\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|\d+W)$/,
  uri: /^[a-z][a-z\d+.-]*:[\w.~:/?#[\]@!$&'()*+,;=%-]*$/i,
  url: /^(https?|ftp):\/\/[a-z\d-]+(\.[a-z\d-]+)+(:\d+)?(\/\S*)?$/i,
  'uri-reference': /^[\w.~:/?#@!$&'()*+,;=-]*$/,
  email: emailShape,
  hostname: hostnameShape,
  ipv4: shape(`(${octet}\\.){3}`, octet),
  ipv6: /^(?=.*:.*:)[\da-f:]+(\d+(\.\d+){3})?$/i,
  uuid: /^(urn:uuid:)?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  'json-pointer': /^(\/([^~/]|~[01])*)*$/,
  'json-pointer-uri-fragment': /^#(\/([\w.!$&'()*+,;:=@-]|~[01])*)*$/,
  'relative-json-pointer': /^(0|[1-9]\d*)(#|(\/([^~/]|~[01])*)*)$/,
  byte: /^([\w+/]{4})*([\w+/]{2}(==|[\w+/]=))?$/,
}

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
  jwt: (random) => `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${random.text(43, base64)}`,
  password: (random) => `${word(random)}-${word(random)}-${digits(random, 10, 99)}`,
}
