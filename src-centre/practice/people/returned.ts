import type { BenchPlay } from '../benchFile.ts'
import type { Random } from '../random.ts'
import type { Door, Lock } from './doors.ts'

/** A unit that came back, what whoever opens the box will find, and how it goes by in the air. */
export type Returned = {
  readonly lock: Lock
  /** Where it hung; null where nobody knows. */
  readonly doorId: string | null
  readonly play: BenchPlay
  readonly turnMs: number
  readonly name: string
  readonly address: string
}

type Came = {
  readonly play: BenchPlay
  readonly model: 'danalockV3' | 'dKey' | 'private'
  readonly ownedBy: Lock['ownedBy']
  /** Nothing hangs there since, another lock does, or nobody knows where it was. */
  readonly from: 'bare' | 'newLock' | 'unknown'
}
const ours = (play: BenchPlay, over: Partial<Came> = {}): Came => ({
  play,
  model: 'danalockV3',
  ownedBy: 'municipality',
  from: 'bare',
  ...over,
})

/** One box, in which each thing that a bench may meet is met. */
const box: readonly Came[] = [
  ours('good'),
  ours('weakBattery'),
  ours('stiffMotor'),
  ours('jams', { model: 'dKey' }),
  // Somebody's own: they get it back as it is.
  ours('good', { ownedBy: 'resident' }),
  // No key to try: another lock hangs on that door.
  ours('good', { from: 'newLock' }),
  ours('pretendsToWipe'),
  ours('diesInWipe', { model: 'dKey' }),
  ours('memoryFault'),
  ours('losesLink', { model: 'dKey' }),
  ours('otherSerial', { from: 'unknown' }),
  ours('stranger', { model: 'private', from: 'unknown' }),
]

const prefix = { danalockV3: 'DL3', dKey: 'DK', private: 'PR' } as const
/** A turn of each, ms: a little less than is usual (`src-domain/hardware/typical.ts`). */
const turn = { danalockV3: 900, dKey: 450, private: 900 } as const

export const makeReturned = (
  random: Random,
  municipality: string,
  doors: readonly Door[],
): readonly Returned[] => {
  const flats = doors.filter((door) => door.place !== 'street' && !door.sharedCode)
  const from = {
    bare: random.shuffle(flats.filter((door) => door.lockId === null)),
    newLock: random.shuffle(flats.filter((door) => door.lockId !== null)),
    unknown: [],
  }
  return box.map(({ play, model, ownedBy, from: place }, i) => {
    const n = String(i + 1).padStart(2, '0')
    const serial = random.int(0, 0xff_ff_ff).toString(16).toUpperCase().padStart(6, '0')
    return {
      lock: {
        id: `returned-${i + 1}`,
        municipality,
        model,
        serial: `${prefix[model]}-R${serial}`,
        power: 'battery',
        keypad: false,
        ownedBy,
        traceable: model !== 'private',
      },
      doorId: from[place].at(i)?.id ?? from[place].at(0)?.id ?? null,
      play,
      turnMs: turn[model],
      name: `${prefix[model]}-${n}`,
      address: `c0:ff:ee:00:01:${n}`,
    }
  })
}
