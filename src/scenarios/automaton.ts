/** Finds many texts in one pass over another (Aho–Corasick), in typed arrays. */
export interface Automaton {
  /** Adds to `found` the index of every text that is part of `text`, each once. */
  scan(text: string, found: number[]): void
}

/** Compiles distinct, non-empty texts. Space and time go with their summed length. */
export const createAutomaton = (texts: readonly string[]): Automaton => {
  const most = texts.reduce((sum, text) => sum + text.length, 1)
  const edges = createEdges(most)
  const parent = new Int32Array(most)
  const through = new Uint16Array(most)
  const depth = new Int32Array(most)
  /** Index + 1 of the text that ends in a node; 0: none. */
  const ends = new Int32Array(most)
  let count = 1
  for (const [index, text] of texts.entries()) {
    let node = 0
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at)
      let next = edges.follow(node, char)
      if (next === 0) {
        next = count++
        edges.add(node, char, next)
        parent[next] = node
        through[next] = char
        depth[next] = at + 1
      }
      node = next
    }
    ends[node] = index + 1
  }

  /** The longest end of a node's text that is the beginning of a text, too. */
  const fallback = new Int32Array(count)
  /** The node itself or the next one along its fallbacks in which a text ends; 0: none. */
  const report = new Int32Array(count)
  for (const node of byDepth(depth.subarray(0, count))) {
    if (node === 0) continue
    const char = through[node] ?? 0
    let from = parent[node] ?? 0
    while (from !== 0) {
      from = fallback[from] ?? 0
      const next = edges.follow(from, char)
      if (next !== 0) {
        fallback[node] = next
        break
      }
    }
    report[node] = ends[node] === 0 ? (report[fallback[node] ?? 0] ?? 0) : node
  }

  /** In which scan a node was reported last. */
  const reported = new Uint32Array(count)
  let scans = 0

  return {
    scan: (text, found) => {
      scans = (scans + 1) >>> 0
      if (scans === 0) reported.fill(0)
      let node = 0
      for (let at = 0; at < text.length; at++) {
        const char = text.charCodeAt(at)
        let next = edges.follow(node, char)
        while (next === 0 && node !== 0) {
          node = fallback[node] ?? 0
          next = edges.follow(node, char)
        }
        node = next
        let hit = report[node] ?? 0
        while (hit !== 0 && reported[hit] !== scans) {
          reported[hit] = scans
          found.push((ends[hit] ?? 0) - 1)
          hit = report[fallback[hit] ?? 0] ?? 0
        }
      }
    },
  }
}

/** From a node over a character to a node: a hash table with open addresses. 0, the root, stands for none. */
const createEdges = (most: number) => {
  const bits = Math.max(4, Math.ceil(Math.log2(most * 2)))
  const mask = 2 ** bits - 1
  const nodes = new Int32Array(mask + 1)
  const chars = new Uint16Array(mask + 1)
  const targets = new Int32Array(mask + 1)
  const slotOf = (node: number, char: number): number => {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(char, 0x85ebca6b)) >>> (32 - bits)
    while (targets[slot] !== 0 && (nodes[slot] !== node || chars[slot] !== char)) slot = (slot + 1) & mask
    return slot
  }
  return {
    follow: (node: number, char: number): number => targets[slotOf(node, char)] ?? 0,
    add: (node: number, char: number, target: number): void => {
      const slot = slotOf(node, char)
      nodes[slot] = node
      chars[slot] = char
      targets[slot] = target
    },
  }
}

/** Nodes, the shallow ones first (counting sort). */
const byDepth = (depth: Int32Array): Int32Array => {
  const starts = new Int32Array(depth.reduce((deepest, value) => Math.max(deepest, value), 0) + 2)
  for (const value of depth) starts[value + 1] = (starts[value + 1] ?? 0) + 1
  for (let value = 1; value < starts.length; value++) starts[value] = (starts[value] ?? 0) + (starts[value - 1] ?? 0)
  const order = new Int32Array(depth.length)
  for (let node = 0; node < depth.length; node++) {
    const at = starts[depth[node] ?? 0] ?? 0
    order[at] = node
    starts[depth[node] ?? 0] = at + 1
  }
  return order
}
