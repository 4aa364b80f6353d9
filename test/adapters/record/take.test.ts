import { expect, test } from 'vitest'
import { createTape, type Take } from '../../../src/adapters/record/take.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const incoming = { method: 'POST', path: '/v1/chat/completions', query: '', headers: {}, body: new Uint8Array(0) }

const taped = (limit: number, play: (tape: ReturnType<typeof createTape>) => void): Take | undefined => {
  const takes: (Take | undefined)[] = []
  play(createTape(incoming, { clock: fakeClock(), limit, onEnd: (take) => takes.push(take) }))
  expect(takes).toHaveLength(1)
  return takes[0]
}

test('a take is what came back, piece by piece', () => {
  const headers = new Headers({ 'x-a': 'b' })

  const take = taped(5, (tape) => {
    tape.head(200, headers)
    tape.piece(Uint8Array.of(1, 2))
    tape.piece(Uint8Array.of(3))
    tape.end('reset')
  })

  expect(take).toEqual({
    incoming,
    status: 200,
    headers,
    delay: 0,
    body: Uint8Array.of(1, 2, 3),
    arrivals: [
      { length: 2, time: 0 },
      { length: 3, time: 0 },
    ],
    end: 'reset',
  })
})

test('an answer that is too long is let go', () => {
  const take = taped(2, (tape) => {
    tape.head(200, new Headers())
    for (let piece = 0; piece < 1_000; piece++) tape.piece(Uint8Array.of(1, 2))
    tape.end('complete')
  })

  expect(take).toBeUndefined()
})

test('where nobody answered there is no take', () => {
  expect(taped(2, (tape) => tape.end('close'))).toBeUndefined()
})
