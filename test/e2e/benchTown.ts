import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Centre } from '../../src-centre/centre.ts'
import { type BenchPlay, benchPlays } from '../../src-centre/practice/benchFile.ts'
import type { Returned } from '../../src-centre/practice/people/returned.ts'
import { benchFileOf } from '../../src-centre/practice/stock.ts'
import { returnUnit } from '../build/returned.ts'

/** A returned unit of each play, one that its resident owns, and one on whose door another lock hangs since. */

const municipality = 'fjordvik'
/** Homes whose flat doors these units come off; the others keep their locks. */
const firstHome = 31

/** A serial is the play's own name, short enough to be in the air. */
export const serialOf = (play: BenchPlay): string => `T-${play.slice(0, 11)}`
export const residentsOwn = 'T-own'
export const behindNewLock = 'T-newLock'

/** Slow enough to be stiff at twice that; the others turn as fast as a radio can tell. */
const turnOf = (play: BenchPlay): number => (play === 'stiffMotor' ? 800 : 40)

const unit = (
  i: number,
  play: BenchPlay,
  serial = serialOf(play),
  ownedBy: Returned['lock']['ownedBy'] = 'municipality',
): Returned => ({
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
  name: `T-${i}`,
  address: `c0:ff:ee:00:02:${String(i).padStart(2, '0')}`,
})

const units: readonly Returned[] = [
  ...benchPlays.map((play, i) => unit(i, play)),
  unit(benchPlays.length, 'good', residentsOwn, 'resident'),
  unit(benchPlays.length + 1, 'good', behindNewLock),
]

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
