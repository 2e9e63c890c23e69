import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { accessCrypto } from '../../src-centre/crypto.ts'
import { type BenchFile, type BenchLock, benchPlays } from '../../src-centre/practice/benchFile.ts'
import { keyIdOf } from '../../src-domain/access/token.ts'
import { startDongle } from '../integration/dongle/dongleProcess.ts'
import { keyOf } from '../unit/domain/access/accessCrypto.ts'
import { testOf } from './asked.ts'
import { serviceKeyOf } from './cast.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const centre = keyOf(7)

/** As a practice centre would write it for the doors of the cast. */
const unit = (n: number, play: BenchLock['play']): BenchLock => {
  const serial = `VL-${String(n).padStart(6, '0')}`
  return {
    serial,
    model: 'Virtual thumb-turn',
    name: `VL-${n}`,
    address: `c0:ff:ee:01:00:${n.toString(16).padStart(2, '0')}`,
    serviceKey: hex(serviceKeyOf(serial)),
    doorId: `door-${serial}`,
    trust: {
      authority: hex(keyOf(9).publicKey),
      keys: [{ keyId: hex(keyIdOf(centre.publicKey, accessCrypto)), publicKey: hex(centre.publicKey) }],
    },
    turnMs: 24,
    play,
  }
}

const folder = mkdtempSync(join(tmpdir(), 'vaktrom-bench-file-'))
const file = join(folder, 'bench.json')
const write = (bench: BenchFile): void => writeFileSync(file, JSON.stringify(bench))
const script = new URL('./bench-process.ts', import.meta.url).pathname
const bench: ChildProcess = fork(script, [file])
const ready = z.object({ kind: z.literal('ready'), path: z.string() })
const [said] = await once(bench, 'message')
const { path } = ready.parse(said)
afterAll(() => rmSync(folder, { recursive: true }))

it('holds a dongle with the units of the file near it, once there is a file, and goes with whoever started it', async () => {
  const dongle = startDongle(path)
  dongle.say({ kind: 'adapter', name: null })
  dongle.say({ kind: 'look', on: true })
  await dongle.next('adapter', ({ adapter }) => adapter.ready)
  expect(dongle.heard().flatMap((one) => (one.kind === 'near' ? one.units : []))).toEqual([])

  // The centre is there now: one unit of every play, and one more of a name that is there already.
  const cast = benchPlays.map((play, n) => unit(n + 1, play))
  write({ locks: [...cast, { ...unit(100, 'good'), name: 'VL-1' }], neighbours: 20 })
  const all = cast.length + 1 + 20
  const { units } = await dongle.next('near', (list) => list.units.length === all)
  const inTheAir = new Map(units.map((one) => [one.address, one]))
  for (const { address, serial, play } of cast)
    expect(inTheAir.get(address)).toMatchObject(
      play === 'stranger' ? { driver: 'generic', serial: null } : { driver: 'vaktrom', serial },
    )

  const ended = async (play: BenchLock['play']) => {
    const { serial, address } = cast[benchPlays.indexOf(play)] ?? unit(0, play)
    const test = testOf(serial, inTheAir.get(address)?.id ?? '', {
      cycles: play === 'jams' ? 7 : 2,
      loadMs: 10,
      busyPauseMs: 50,
    })
    dongle.say(test)
    void dongle
      .next('wantsWipe', (one) => one.testId === test.testId)
      .then(() => dongle.say({ kind: 'mayWipe', testId: test.testId, granted: true }))
    return dongle.next('ended', (one) => one.testId === test.testId)
  }
  expect(await ended('good')).toMatchObject({
    fault: null,
    report: { keyBefore: 'opened', keyAfter: 'unknownKey' },
  })
  expect(await ended('pretendsToWipe')).toMatchObject({ fault: null, report: { keyAfter: 'opened' } })
  expect(await ended('otherSerial')).toMatchObject({ fault: { kind: 'otherUnit', step: 'identify' } })
  expect(await ended('otherKey')).toMatchObject({ fault: { kind: 'session', detail: 'wrongKey' } })
  expect((await ended('jams')).report.motor.at(-1)).toMatchObject({ jammed: true })
  expect(await ended('losesLink')).toMatchObject({ fault: null, report: { keyAfter: 'unknownKey' } })
  expect(await ended('diesInWipe')).toMatchObject({ fault: null, halfWiped: false })
  expect((await ended('memoryFault')).report.selfTest).toEqual({ failed: ['memory'] })
  expect((await ended('stiffMotor')).report.motor.every(({ tookMs }) => tookMs === 48)).toBe(true)

  // What the file still says keeps its truth: the good one is wiped, however often the file is written.
  write({ locks: cast.slice(0, 1), neighbours: 0 })
  await dongle.next('near', (list) => list.units.length === 1)
  const again = await ended('good')
  expect(again).toMatchObject({ fault: null, report: { keyBefore: 'unknownKey', wipe: { erased: 0 } } })
  await dongle.stop()

  const gone = once(bench, 'exit')
  bench.disconnect()
  await gone
  expect(existsSync(path)).toBe(false)
  // Real times between two connection events, and a whole test for nearly every play.
}, 120_000)
