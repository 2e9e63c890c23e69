import type { StockRow } from '../../../src-domain/hardware/rows.ts'
import type { StockItem } from '../../../src-preload/contract/bench.ts'
import { type Desk, doorNameOf } from '../feed/desk.ts'
import { addressOf } from '../feed/places.ts'

/** As many are listed; the rest come up as these are signed. */
const listed = 500

type HomesOfDoor = (doorId: string) => readonly string[]

export const stockItemOf = (desk: Desk, row: StockRow, homesOfDoor: HomesOfDoor): StockItem => {
  const lock = desk.places.one('lock', row.id)
  return {
    lockId: row.id,
    serial: row.serial,
    model: lock?.model ?? '',
    // Of a unit that the registry does not know, nobody could say that it is ours.
    ownedBy: lock?.ownedBy ?? 'resident',
    life: row.life,
    returnedAt: row.returnedAt,
    door: doorWords(desk, row.doorId, homesOfDoor),
    halfWiped: row.halfWipedIn !== null,
    toSign: row.life === 'tested' ? row.newestTestId : null,
  }
}

/** Where it hung: the address, and which door there. */
const doorWords = (desk: Desk, doorId: string | null, homesOfDoor: HomesOfDoor): string | null => {
  if (doorId === null) return null
  const home = desk.places.one('home', homesOfDoor(doorId)[0] ?? null)
  const label = doorNameOf(desk, doorId)
  return home ? `${addressOf(home)} · ${label}` : label
}

/** Units in stock as they are shown, looked up once until something changes. */
export const openStock = (desk: Desk, homesOfDoor: HomesOfDoor) => {
  let waiting: readonly StockItem[] | null = null
  const bySerial = new Map<string, StockItem | null>()
  return {
    changed: (): void => {
      waiting = null
      bySerial.clear()
    },
    /** What came back and is not signed, or is half wiped; oldest first. */
    waiting: (): readonly StockItem[] => {
      waiting ??= desk.current
        .stockThatWaits()
        .toSorted((a, b) => a.returnedAt - b.returnedAt)
        .slice(0, listed)
        .map((row) => stockItemOf(desk, row, homesOfDoor))
      return waiting
    },
    /** Null for what stock does not know, and for a serial that two units bear. */
    of: (serial: string): StockItem | null => {
      const known = bySerial.get(serial)
      if (known !== undefined) return known
      const [row, another] = desk.current.stockOf(serial)
      const item = row && !another ? stockItemOf(desk, row, homesOfDoor) : null
      // Whatever is in the air may call itself anything.
      if (bySerial.size >= 2 * listed) bySerial.clear()
      bySerial.set(serial, item)
      return item
    },
  }
}
