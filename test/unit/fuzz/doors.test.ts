import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzz } from '../../build/fuzz.ts'
import { flatDoor, TestDoor, tokenBytes } from '../domain/access/builders.ts'

/** What comes to a door over the air: a token with anything in it changed opens nothing, and the true one still does. */
const pieces = fc.array(fc.tuple(fc.nat(400), fc.nat(8), fc.uint8Array({ maxLength: 8 })), {
  minLength: 1,
  maxLength: 4,
})

describe('a token from the air', () => {
  it('opens whole and unchanged, or not at all', () => {
    const token = tokenBytes()
    const changed = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      pieces.map((cuts) =>
        cuts.reduce<Uint8Array>(
          (was, [at, length, by]) => Uint8Array.from([...was.slice(0, at), ...by, ...was.slice(at + length)]),
          token,
        ),
      ),
    )
    fc.assert(
      fc.property(fc.array(changed, { maxLength: 6 }), (tried) => {
        const door = new TestDoor(flatDoor)
        for (const one of tried)
          if (!Buffer.from(one).equals(token)) expect(['opened', 'reentry']).not.toContain(door.try(one))
        expect(door.try(token)).toBe('opened')
      }),
      fuzz(20_321, 150),
    )
  })
})
