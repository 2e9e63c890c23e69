import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Centre } from '../../src-centre/centre.ts'
import { type BenchPlay, benchPlays } from '../../src-centre/practice/benchFile.ts'
import type { Returned } from '../../src-centre/practice/people/returned.ts'
import { benchFileOf } from '../../src-centre/practice/stock.ts'
import { type TestStep, testSteps } from '../../src-domain/hardware/report.ts'
import { returnUnit } from '../build/returned.ts'

/**
 * A returned unit of each play, one for each step of a test, one that its resident owns, one on whose door another lock
 * hangs since, and some that a test has a use of its own for.
 */

const municipality = 'fjordvik'
/** Homes whose flat doors these units come off; the others keep their locks. */
const firstHome = 17

/** A serial is the play's own name, short enough to be in the air. */
export const serialOf = (play: BenchPlay): string => `T-${play.slice(0, 11)}`
export const serialFor = (step: TestStep): string => `D-${step}`
/** Another maker's: in the air by its name alone. */
export const strangerName = 'T-other'
export const residentsOwn = 'T-own'
export const behindNewLock = 'T-newLock'
/** Too long for the air, and both of one name: nobody knows which is which before they are asked. */
export const twins = ['TWIN-OUT-OF-A-BOX-1', 'TWIN-OUT-OF-A-BOX-2'] as const
export const stopped = 'T-stopped'
/** It loses its power in a wipe. */
export const leftHalfWiped = 'T-halfWiped'

/** Slow enough to be stiff at twice that; the others turn as fast as a radio can tell. */
const turnOf = (play: BenchPlay): number => (play === 'stiffMotor' ? 800 : 40)

type Came = {
  readonly serial: string
  readonly play?: BenchPlay
  readonly name?: string
  readonly ownedBy?: Returned['lock']['ownedBy']
}
const box: readonly Came[] = [
  ...benchPlays.map((play) => ({
    serial: serialOf(play),
    play,
    ...(play === 'stranger' ? { name: strangerName } : {}),
  })),
  { serial: residentsOwn, ownedBy: 'resident' },
  { serial: behindNewLock },
  ...testSteps.map((step) => ({ serial: serialFor(step) })),
  ...twins.map((serial) => ({ serial, name: 'TWIN' })),
  { serial: stopped },
  { serial: leftHalfWiped, play: 'diesInWipe' },
]

const units = box.map(
  ({ serial, play = 'good', name, ownedBy = 'municipality' }, i): Returned => ({
    lock: {
      id: `returned-${i}`,
      municipality,
      model: 'danalockV3',
      serial,
      power: 'battery',
      keypad: false,
      ownedBy,
      traceable: true,
    },
    doorId: `flat-${firstHome + i}`,
    play,
    turnMs: turnOf(play),
    name: name ?? `T-${i}`,
    address: `c0:ff:ee:00:02:${String(i).padStart(2, '0')}`,
  }),
)

/** Said once: a centre that comes back knows its stock. */
export const addBench = async (centre: Centre, folder: string): Promise<void> => {
  const { store, keys, serviceKeys } = centre
  await centre.putRegistry(units.map(({ lock }) => ({ table: 'lock', row: lock })))
  for (const { lock, doorId } of units) {
    const door = store.registry.get('door', doorId ?? '')
    if (!door) throw new Error(`no door ${doorId}`)
    const isBare = lock.serial !== behindNewLock
    if (isBare) await centre.putRegistry([{ table: 'door', row: { ...door, lockId: null } }])
    if (!store.rows.load('stock', lock.id)) await returnUnit(centre, lock.id, door.id)
  }
  const text = JSON.stringify(
    benchFileOf(units, {
      authority: keys.authority,
      signingKeys: () => keys.trust.map(({ publicKey }) => publicKey),
      serviceKey: serviceKeys.keyOf,
    }),
  )
  const file = join(folder, 'bench.json')
  writeFileSync(file, text)
  // The virtual dongle may run as somebody else.
  chmodSync(file, 0o644)
}
