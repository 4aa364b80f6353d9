/** A request as a door received it, before anything is known about it. */
export interface Incoming {
  /** Upper case. */
  readonly method: string
  /** Path without query, as on the wire (`/v1/chat/completions`). */
  readonly path: string
  /** Query without its question mark; empty when there is none. */
  readonly query: string
  /** By lower-case name; repeated headers joined with `, `. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The raw body; empty when there is none. */
  readonly body: Uint8Array
  /** The dialect that the door already knows (msw by base URL); its base path is then stripped from `path`. */
  readonly dialect?: string
  /** The scope that the door already knows; wins over headers. */
  readonly scope?: string
}
