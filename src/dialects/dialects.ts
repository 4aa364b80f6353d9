import type { Dialect } from '../core/dialect.ts'
import { openai } from './openai.ts'

/** All dialects. */
export const dialects: readonly Dialect[] = [openai]

const byName = new Map(dialects.map((dialect) => [dialect.name, dialect]))

/** The dialect of that name; undefined when there is none. */
export const dialectNamed = (name: string): Dialect | undefined => byName.get(name)
