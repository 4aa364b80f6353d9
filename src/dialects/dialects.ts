import type { Dialect } from '../core/dialect.ts'
import { gateway } from './gateway.ts'
import { openaiClassic } from './openai-classic.ts'
import { openai } from './openai.ts'
import { reseller } from './reseller.ts'
import { servicestack } from './servicestack.ts'

/** All dialects. */
export const dialects: readonly Dialect[] = [openai, openaiClassic, reseller, servicestack, gateway]

const byName = new Map(dialects.map((dialect) => [dialect.name, dialect]))

/** The dialect of that name; undefined when there is none. */
export const dialectNamed = (name: string): Dialect | undefined => byName.get(name)
