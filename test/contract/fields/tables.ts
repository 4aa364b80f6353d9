import type { Dialect } from '../../../src/core/dialect.ts'
import { dialectNamed } from '../../../src/dialects/dialects.ts'
import type { FieldTable } from './field.ts'
import { gateway } from './gateway.data.ts'
import { openaiClassic } from './openai-classic.data.ts'
import { openai } from './openai.data.ts'
import { reseller } from './reseller.data.ts'
import { servicestack } from './servicestack.data.ts'

/** One table for each document. */
export const tables: readonly FieldTable[] = [reseller, openaiClassic, openai, servicestack, gateway]

export const dialectOf = ({ dialect }: FieldTable): Dialect => {
  const found = dialectNamed(dialect)
  if (found === undefined) throw new Error(`there is no dialect ${dialect}`)
  return found
}
