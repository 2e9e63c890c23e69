import type { Cancel, Clock } from '../clock.ts'
import type { RegistryPut } from '../practice-port.ts'
import type { Crew } from './actors/crew.ts'
import type { Municipality } from './people/municipality.ts'
import { shiftAt, untilNextShift } from './people/shifts.ts'
import { type Car, handsetRow, unitRow } from './people/units.ts'

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
  const change = async (car: Car, crew: Crew): Promise<void> => {
    await crew.whenFree()
    if (ended) return
    const shift = shiftAt(clock.now())
    const on = car.crews[shift] !== null
    if (!on) crew.setOnShift(false)
    await put([
      { table: 'handset', row: handsetRow(car, shift, m.id) },
      { table: 'unit', row: unitRow(car, shift, m.id) },
    ])
    if (on && !ended) crew.setOnShift(true)
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
