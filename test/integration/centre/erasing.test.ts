import { afterEach, beforeEach, expect, it } from 'vitest'
import { hour, second } from '../../../src-domain/time.ts'
import { type MovedClock, movedClock, noFaults, type Started, startCentre, tempFolder } from './harness.ts'

let temp = tempFolder()
let clock: MovedClock
let started: Started
beforeEach(async () => {
  temp = tempFolder()
  clock = movedClock()
  started = await startCentre(temp.folder, { clock })
})
afterEach(async () => {
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

it('nobody is erased whose service is still to end: an alarm from there would ring without a name', async () => {
  const { store, erasing, putRegistry } = started.centre
  const resident = store.registry.get('resident', 'res-1')
  if (!resident) throw new Error('no resident')
  await putRegistry([{ table: 'resident', row: { ...resident, serviceEndedAt: clock.now() + hour } }])
  expect(await erasing.erase('res-1')).toBe('serviceGoesOn')
  clock.advance(hour + second)
  expect(await erasing.erase('res-1')).toBeNull()
})
