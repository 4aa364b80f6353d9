import type { ContractExchange, ContractFile } from '../contract-file.ts'
import type { RecordedExchange } from './record.ts'
import { shapeOf } from './shape.ts'

/**
 * The contract of what was recorded, in the order of names: calls come in another order in each run. What people change in it stays: an
 * exchange of the contract before that looks the same keeps its name and its `needs`. Names are made different by numbers.
 */
export const toContract = (
  recorded: readonly RecordedExchange[],
  dialect: string,
  before: ContractFile | undefined,
): ContractFile => {
  const kept = new Map(before?.exchanges.map((exchange) => [looksOf(exchange, before.dialect), exchange]))
  const taken = new Set<string>()
  const exchanges = recorded.toSorted(byName).map(({ exchange }) => {
    const { dialect: spoken = dialect, needs, ...rest } = exchange
    const known = kept.get(looksOf(exchange, dialect))
    const name = freeName(known?.name ?? exchange.name, taken)
    const wanted = known === undefined ? needs : known.needs
    const { cue, request, expect } = rest
    return {
      name,
      ...(cue !== undefined && { cue }),
      ...(spoken !== dialect && { dialect: spoken }),
      ...(wanted !== undefined && { needs: wanted }),
      request,
      expect,
    }
  })
  return { dialect, exchanges }
}

const byName = (one: RecordedExchange, other: RecordedExchange): number => {
  const [first, second] = [one, other].map(({ exchange, shape }) => `${exchange.name}\n${shape}`)
  if (first === undefined || second === undefined || first === second) return 0
  return first < second ? -1 : 1
}

const looksOf = ({ dialect, cue, request, expect }: ContractExchange, fallback: string): string =>
  [
    dialect ?? fallback,
    cue,
    request.method,
    request.path,
    expect.status,
    expect.error?.param,
    shapeOf(request.body ?? {}),
  ].join('\n')

const freeName = (name: string, taken: Set<string>): string => {
  let free = name
  for (let count = 2; taken.has(free); count++) free = `${name} (${count})`
  taken.add(free)
  return free
}
