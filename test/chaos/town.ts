import { createInterface } from 'node:readline'
import type { Centre } from '../../src-centre/centre.ts'
import { takeReadings } from '../../src-centre/gateway/platform.ts'
import { centreSays } from '../../src-centre/journal/journal.ts'
import type { RegistryPut } from '../../src-centre/practice-port.ts'
import { raiseStorm } from '../bench/storm.ts'
import { lockReading, of } from '../bench/town.ts'
import type { Scene } from '../build/history.ts'
import { townRows } from '../integration/centre/town.ts'

const locks = 50_000
/** Two locks in each home: at the street and at the flat. */
const residents = locks / 2
/** Those that somebody presses for; the storm's own stories are about the others. */
const pressed = 60

/** Homes as they stand in a town: a square of streets, some 60 m from one to the next. */
const side = Math.ceil(Math.sqrt(residents))
const placeOf = (id: string): [number, number] => {
  const n = Number(/\d+$/.exec(id)?.[0] ?? 0)
  return [10.1 + 0.001_2 * (n % side), 63.1 + 0.000_6 * Math.floor(n / side)]
}

/** The town of all these tests, larger, and with its homes on the map instead of on one another. */
const spreadRows = (): RegistryPut[] =>
  townRows(residents).map((put): RegistryPut => {
    if (put.table === 'door') return { table: 'door', row: { ...put.row, position: placeOf(put.row.id) } }
    if (put.table !== 'home') return put
    const place = placeOf(put.row.id)
    return { table: 'home', row: { ...put.row, position: place, entrance: place } }
  })

const scenesOf = (rows: readonly RegistryPut[]): Scene[] =>
  of(rows, 'homeUnit')
    .slice(pressed)
    .map(({ id, residentId, cid }) => {
      const n = residentId.replace('res-', '')
      return {
        residentId,
        homeId: `home-${n}`,
        homeUnitId: id,
        cid,
        doorIds: [`street-${n}`, `flat-${n}`],
        patrol: { unitId: 'unit-4', handsetId: 'hs-4', personId: 'p-nina' },
        desk: { personId: 'p-jon', workplaceId: 'desk-2' },
      }
    })

/**
 * 50,000 locks that have each said once what they are, and a storm on order: `storm N` begins one of N entries a
 * second, `storm 0` ends it and says `ENTRIES SECONDS`.
 */
export const fillTown = async (centre: Centre, say: (line: string) => void): Promise<void> => {
  const rows = spreadRows()
  await centre.putRegistry(rows)
  const town = {
    rows,
    locks: of(rows, 'lock'),
    units: of(rows, 'unit'),
    workplaceId: 'desk-1',
    secret: '',
  }
  const now = Date.now()
  await takeReadings(
    centre,
    town.locks.map((lock, i) => lockReading(lock, i, now)),
  )
  // A grant to a phone that nobody has would end at once.
  await centre.journal.write(() =>
    centre.journal.append(
      [{ kind: 'handset.signedOn', caseId: null, payload: { handsetId: 'hs-4', personId: 'p-nina' } }],
      centreSays(now, 'test'),
    ),
  )
  let end: ReturnType<typeof raiseStorm> | null = null
  const obey = async (line: string): Promise<string> => {
    const perSecond = Number(/^storm (\d+)$/.exec(line)?.[1])
    if (!Number.isInteger(perSecond)) throw new Error(`no such order: ${line}`)
    const wrote = end === null ? { entries: 0, seconds: 0 } : await end()
    end = perSecond > 0 ? raiseStorm(centre, town, scenesOf(rows), perSecond) : null
    return `${wrote.entries} ${wrote.seconds}`
  }
  createInterface({ input: process.stdin }).on('line', (line) => void obey(line).then(say))
}
