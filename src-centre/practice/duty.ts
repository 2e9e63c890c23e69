import type { Cancel, Clock } from '../clock.ts'
import type { RegistryPut } from '../practice-port.ts'
import type { Crew } from './actors/crew.ts'
import type { Municipality } from './people/municipality.ts'
import { shiftAt, untilNextShift } from './people/shifts.ts'
import type { Account } from './people/staff.ts'
import { type Car, handsetRow, leaderOf, unitRow } from './people/units.ts'

/**
 * The staff system: says at each change of shift who drives which car, car by car as each is free; a crew
 * on a dispatch finishes it first, or its leases would end in the middle of it. Returns its end.
 */
export const keepDuty = (
  m: Municipality,
  clock: Clock,
  crews: readonly Crew[],
  put: (rows: readonly RegistryPut[]) => Promise<void>,
): { readonly begun: Promise<void>; readonly end: Cancel } => {
  let cancel: Cancel = () => undefined
  let ended = false
  const accountOf = (personId: string): Account => {
    const account = m.accounts.find((one) => one.personId === personId)
    if (!account) throw new Error(`no PIN for ${personId}`)
    return account
  }
  const change = async (car: Car, crew: Crew): Promise<void> => {
    await crew.whenFree()
    if (ended) return
    const shift = shiftAt(clock.now())
    const leader = leaderOf(car, shift)
    if (!leader) crew.setOnShift(null)
    await put([
      { table: 'handset', row: handsetRow(car, m.id) },
      { table: 'unit', row: unitRow(car, shift, m.id) },
    ])
    if (leader && !ended) crew.setOnShift(accountOf(leader.id))
  }
  const changeAll = async (): Promise<void> => {
    cancel = clock.after(untilNextShift(clock.now()), () => void changeAll())
    const byId = new Map(crews.map((crew) => [crew.carId, crew]))
    await Promise.all(
      m.cars.map(async (car) => {
        const crew = byId.get(car.id)
        if (crew) await change(car, crew)
      }),
    )
  }
  return {
    begun: changeAll(),
    end: () => {
      ended = true
      cancel()
    },
  }
}
