import type { Namespace } from 'socket.io'
import { ok } from '../../src-domain/result.ts'
import { fromPlatform } from '../../src-domain/wire/field.ts'
import type { NewReading } from '../store/telemetry.ts'
import { openAdapters } from './adapters.ts'
import { takeKeypadUses } from './keypadUses.ts'
import type { Parts } from './parts.ts'
import { residentGrantsUnread, takeResidentGrants } from './residentGrants.ts'
import { takeReturned } from './returnedUnits.ts'
import { answer, keepUnknown } from './socket.ts'

/** Readings in one transaction: few enough that an alarm never waits long behind them. */
const perWrite = 250

/** The namespace `/platform`: what locks and home units say of themselves. */
export const servePlatforms = (namespace: Namespace, parts: Parts): void =>
  openAdapters(namespace, 'platform', parts, (line, adapterId) => {
    answer(line, 'readings', fromPlatform.readings, async ({ readings }) => {
      const receivedAt = parts.clock.now()
      await takeReadings(
        parts,
        readings.map((r) => ({ ...r, receivedAt })),
      )
      return ok({})
    })
    answer(line, 'residentGrants', residentGrantsUnread, async (told) => {
      await takeResidentGrants(parts, adapterId, told)
      return ok({})
    })
    answer(line, 'keypad', fromPlatform.keypad, async (told) => {
      await takeKeypadUses(parts, adapterId, told)
      return ok({})
    })
    answer(line, 'returned', fromPlatform.returned, async (told) => {
      await takeReturned(parts, adapterId, told)
      return ok({})
    })
    keepUnknown(line, Object.keys(fromPlatform))
  })

/** Resolves when all are on disk. */
export const takeReadings = async (
  { store, journal }: Pick<Parts, 'store' | 'journal'>,
  readings: readonly NewReading[],
): Promise<void> => {
  for (let i = 0; i < readings.length; i += perWrite) {
    const slice = readings.slice(i, i + perWrite)
    await journal.write(() => store.telemetry.take(slice), 'bulk')
  }
}
