import { afterEach, beforeEach, expect, it } from 'vitest'
import { fallbackConfig } from '../../../src-centre/fallback/config.ts'
import { second } from '../../../src-domain/time.ts'
import { hookSecret, openReceiver, type Receiver } from '../../build/receiver.ts'
import { type MovedClock, movedClock, pressAt, type Started, startCentre, tempFolder } from './harness.ts'
import { scaip } from './town.ts'

let temp = tempFolder()
let clock: MovedClock
let receiver: Receiver
let started: Started
beforeEach(async () => {
  temp = tempFolder()
  clock = movedClock()
  receiver = await openReceiver(500)
  const hook = { kind: 'webhook', url: receiver.url, secret: hookSecret, testHours: 0 }
  started = await startCentre(temp.folder, { clock, fallback: fallbackConfig.parse(hook) })
})
afterEach(async () => {
  await started.centre.close()
  await receiver.close()
  temp.remove()
})

const until = async (test: () => boolean): Promise<void> => {
  while (!test()) {
    clock.advance(second)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
const delivery = () => started.centre.store.rows.openAlarms()[0]?.fallback
const writable = (yes: boolean) => started.centre.store.db.pragma(`query_only = ${yes ? 0 : 1}`)

it('that it was taken over while the disk took nothing is written down once it does, and told no second time', async () => {
  await pressAt(started.url, scaip(1))
  await until(() => delivery()?.state === 'failed')
  writable(false)
  receiver.set(204)
  const before = receiver.alarms().length
  await until(() => receiver.alarms().length > before)
  for (let n = 0; n < 10; n++) clock.advance(second)
  const heard = receiver.alarms().length
  expect(delivery()?.state).toBe('failed')

  writable(true)
  await until(() => delivery()?.state === 'accepted')
  expect(receiver.alarms()).toHaveLength(heard)
  expect(delivery()?.attempts).toBe(receiver.alarms().at(-1)?.attempt)
})
