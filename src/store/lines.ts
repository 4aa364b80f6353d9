import type { JournalEntry } from '../core/store.ts'

/** What many calls have in common; those that follow each other share it. */
export type Common = Pick<
  JournalEntry,
  | 'scope'
  | 'method'
  | 'path'
  | 'dialect'
  | 'endpoint'
  | 'cue'
  | 'generated'
  | 'passed'
  | 'stream'
  | 'violations'
  | 'warnings'
>

/** Where the numbers of a line stand, behind its first. */
export const column = {
  ordinal: 0,
  at: 1,
  status: 2,
  end: 3,
  bytes: 4,
  milliseconds: 5,
  sequence: 6,
  body: 7,
  headers: 8,
}
const columns = 9
const perBlock = 1_024

/** One call, in a table. */
export interface Line {
  readonly numbers: Float64Array
  readonly from: number
}

/** Some lines in a row; it lives as long as one of them is kept, or looked at. */
interface Block {
  readonly numbers: Float64Array
  /** `undefined`: forgotten. */
  readonly common: (Common | undefined)[]
  /** Entries that were looked at: the same line is the same object. */
  readonly entries: (JournalEntry | undefined)[]
  kept: number
}

const createBlock = (): Block => ({
  numbers: new Float64Array(perBlock * columns),
  common: [],
  entries: [],
  kept: 0,
})

const lineOf = ({ numbers }: Block, index: number): Line => ({ numbers, from: index * columns })

/**
 * Lines of a journal, oldest first, as numbers in tables and a few shared objects: a hundred thousand objects would have to be moved and
 * passed over whenever memory is collected, which costs more than all else that is done to remember a call.
 */
export interface Lines {
  readonly size: number
  add(common: Common): Line
  /** Takes the oldest line out, and tells what it was. */
  shift(): Common | undefined
  forget(scope: string | undefined): void
  /** Entries of a scope, or of all; `make` is asked for those that nobody has looked at. */
  entries(scope: string | undefined, make: (common: Common, line: Line) => JournalEntry): JournalEntry[]
}

export const createLines = (): Lines => {
  let blocks: Block[] = []
  /** In the first block, lines in front of this are gone. */
  let head = 0
  let size = 0

  const dropBlocks = (): void => {
    const [first] = blocks
    blocks = blocks.filter((block) => block.kept > 0)
    if (blocks[0] !== first) head = 0
  }
  const take = (block: Block, index: number): void => {
    block.common[index] = undefined
    block.entries[index] = undefined
    block.kept--
    size--
  }
  return {
    get size() {
      return size
    },
    add: (common) => {
      let block = blocks.at(-1)
      if (block === undefined || block.common.length === perBlock) blocks.push((block = createBlock()))
      const index = block.common.push(common) - 1
      block.kept++
      size++
      return lineOf(block, index)
    },
    shift: () => {
      for (let [block] = blocks; block !== undefined; [block] = blocks) {
        for (; head < block.common.length; head++) {
          const common = block.common[head]
          if (common === undefined) continue
          take(block, head)
          return common
        }
        blocks.shift()
        head = 0
      }
      return undefined
    },
    forget: (scope) => {
      for (const block of blocks)
        for (const [index, common] of block.common.entries())
          if (common !== undefined && (scope === undefined || common.scope === scope)) take(block, index)
      dropBlocks()
    },
    entries: (scope, make) => {
      const entries: JournalEntry[] = []
      for (const block of blocks)
        for (let index = 0; index < block.common.length; index++) {
          const common = block.common[index]
          if (common === undefined || (scope !== undefined && common.scope !== scope)) continue
          entries.push((block.entries[index] ??= make(common, lineOf(block, index))))
        }
      return entries
    },
  }
}
