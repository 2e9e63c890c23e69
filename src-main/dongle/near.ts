import { driverFor } from './drivers/drivers.ts'
import type { NearUnit } from './messages.ts'
import type { Seen } from './radio/radio.ts'

/** Not heard for so long, it is not near any more, ms: ten times as long as a lock keeps still. */
const goneAfter = 10_000
/** As many as one message takes. */
const mostUnits = 1_000

type Heard = Omit<NearUnit, 'ageMs'> & { readonly at: number }

/** What is in the air, as it was heard last. `now`: ms of a clock that only runs forward. */
export const openNear = (now: () => number) => {
  const heard = new Map<string, Heard>()

  const forget = (): void => {
    const since = now() - goneAfter
    for (const [id, { at }] of heard) if (at < since) heard.delete(id)
  }
  return {
    saw: (seen: Seen): void => {
      const before = heard.get(seen.id)
      const driver = driverFor(seen)
      heard.set(seen.id, {
        id: seen.id,
        address: seen.address,
        // Name and serial come in one of two packets, and either may be missed.
        name: seen.name?.slice(0, 64) ?? before?.name ?? null,
        serial: seen.serial ?? before?.serial ?? null,
        rssi: seen.rssi,
        driver: driver === 'generic' ? (before?.driver ?? driver) : driver,
        at: now(),
      })
    },
    /** What it has said when it was asked. */
    calls: (id: string, serial: string): void => {
      const before = heard.get(id)
      if (before !== undefined) heard.set(id, { ...before, serial })
    },
    /** Those whom this program knows first, then the nearest. */
    list: (): NearUnit[] => {
      forget()
      return [...heard.values()]
        .toSorted((a, b) => rank(a) - rank(b) || b.rssi - a.rssi)
        .slice(0, mostUnits)
        .map(({ at, ...one }) => ({ ...one, ageMs: Math.round(now() - at) }))
    },
  }
}
const rank = ({ driver }: Heard): number => (driver === 'generic' ? 1 : 0)
