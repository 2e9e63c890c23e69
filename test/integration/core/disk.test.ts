import { readdirSync, truncateSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../../src-centre/crypto.ts'
import { tablesInOrder } from '../../../src-centre/store/rows.ts'
import { stateHash } from '../../../src-domain/journal/stateHash.ts'
import { exits } from '../../../src-main/core/exits.ts'
import { replicaFile } from '../../../src-main/core/store/opening.ts'
import { openRelay, type Relay } from '../../build/relay.ts'
import { openSmallDisk, type SmallDisk } from '../../build/smallDisk.ts'
import { pressAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type CoreProcess, coreProcess } from './coreProcess.ts'
import { type Desk, noFaults, openDesk, openProfile } from './desk.ts'

let folder = tempFolder()
let started: Started
let relay: Relay
let disk: SmallDisk
let core: CoreProcess
let desk: Desk | null = null
beforeEach(async () => {
  folder = tempFolder()
  disk = openSmallDisk(8)
  started = await startCentre(folder.folder, { residents: 30 })
  relay = await openRelay(started.url, '/console')
  core = coreProcess(disk)
})
afterEach(async () => {
  disk.clear([])
  disk.writable([])
  await desk?.stop()
  desk = null
  await relay.close()
  await started.centre.close()
  folder.remove()
  disk.close()
  noFaults(started)
})

const open = (): Desk => {
  desk = openDesk({ url: relay.url, profile: disk.folder }, core.start)
  return desk
}
const whole = (d: Desk): Promise<void> =>
  d.until(
    'connected and caught up',
    ({ health }) =>
      health?.link === 'connected' &&
      health.replay === null &&
      health.storedSeq === started.centre.journal.head().seq,
  )
const keeping = (d: Desk, where: 'disk' | 'memory'): Promise<void> =>
  d.until(`kept in ${where}`, ({ health }) => health?.keeping === where && health.link === 'connected')

let refs = 0
/** Presses of residents `from` to `through`, taken by the centre. */
const press = async (from: number, through: number): Promise<void> => {
  for (let n = from; n <= through; n++) {
    refs += 1
    expect(JSON.stringify(await pressAt(started.url, scaip(n, { ref: `R${refs}` })))).toContain('<snu>0')
  }
}
/** Heard is only what somebody is there to hear: once for each desk that begins with nobody. */
const signedIn = async (d: Desk): Promise<void> => {
  await d.until('connected', (s) => s.health?.link === 'connected')
  await d.signIn('p-ida', pinOf('p-ida'))
}
const allRing = async (d: Desk, count: number): Promise<void> => {
  await d.until(`${count} in the queue`, (s) => s.alarms.size === count && s.health?.link === 'connected')
  const { rows } = started.centre.store
  await d.until('all presented', (s) =>
    [...s.alarms.values()].every(({ caseId, pressId }) =>
      rows.load('alarm', caseId)?.presentedAt.some((p) => p.pressId === pressId),
    ),
  )
}
/** The file as it lies there, row by row and entry by entry the centre's. */
const expectEqual = async (d: Desk): Promise<void> => {
  await whole(d)
  const store = openProfile(disk.folder)
  const { seq, hash, fromSeq } = store.replica.standing()
  const { journal, store: theirs } = started.centre
  expect({ seq, hash }).toEqual(journal.head())
  const rows = tablesInOrder.flatMap((table) => theirs.rows.slice(table, '', 100_000))
  expect(stateHash(store.rows.all(), sha256)).toBe(stateHash(rows, sha256))
  expect(store.entries.from(fromSeq, 100_000)).toEqual(theirs.entries.after(fromSeq, seq, 100_000))
  store.close()
}
const standingOnDisk = (): number => {
  const store = openProfile(disk.folder)
  const { seq } = store.replica.standing()
  store.close()
  return seq
}
const asideFiles = (): string[] => readdirSync(disk.folder).filter((name) => /^replica-.*\.db$/.test(name))

describe('a disk that is full', () => {
  it('while core runs: every alarm rings from memory, and the disk is whole again by itself', async () => {
    const d = open()
    await press(1, 2)
    await signedIn(d)
    await allRing(d, 2)
    await whole(d)
    disk.fill([core.pid()])
    const ending = core.nextEnd()
    // Until what the log still had room for is used up.
    await Promise.all([ending, press(3, 22)])
    expect(await ending).toBe(exits.disk)
    disk.fill([core.pid()])
    await keeping(d, 'memory')
    await press(23, 24)
    await allRing(d, 24)
    expect(d.seen.session?.state).toBe('signedIn')
    expect(d.seen.health?.diskTrouble).toBe('full')
    await whole(d)
    const told = d.seen.health?.storedSeq ?? 0

    const back = core.nextEnd()
    disk.clear([core.pid()])
    expect(await back).toBe(exits.again)
    // The centre had heard *stored* of more than the disk ever held; it is told where the disk stands, and tells again.
    await keeping(d, 'disk')
    await press(25, 25)
    await allRing(d, 25)
    await expectEqual(d)
    expect(told).toBeGreaterThan(0)
    expect(asideFiles()).toEqual([])
  })

  it('at the start, with the centre away: who waits still rings, and a note written meanwhile is not lost', async () => {
    const first = open()
    await press(1, 3)
    await signedIn(first)
    await allRing(first, 3)
    await whole(first)
    const session = first.shell.findLast((m) => m.kind === 'session')?.kept ?? null
    await first.stop()
    desk = null
    const before = standingOnDisk()

    relay.cut()
    await relay.close()
    disk.fill([])
    core = coreProcess(disk)
    const d = openDesk({ url: relay.url, profile: disk.folder, session }, core.start)
    desk = d
    await d.until('who waits', (s) => s.alarms.size === 3 && s.health?.keeping === 'memory')
    expect([...d.seen.alarms.values()].every((a) => a.ringing)).toBe(true)
    await d.until('still signed in', (s) => s.session?.state === 'signedIn')
    const [alarm] = d.seen.alarms.values()
    const said = await d.call('command', {
      name: 'note',
      args: { caseId: alarm?.caseId ?? '', text: 'ringer igjen straks' },
    })
    expect(said.ok).toBe(true)

    const back = core.nextEnd()
    disk.clear([core.pid()])
    expect(await back).toBe(exits.again)
    await d.until('kept again', (s) => s.health?.keeping === 'disk' && s.alarms.size === 3)
    await d.until('the note waits', (s) => s.commands.some((c) => c.name === 'note' && c.state === 'waiting'))
    expect(standingOnDisk()).toBe(before)
  })
})

describe('a disk that may only be read', () => {
  it('at the start rings from memory and says why; then the disk takes over', async () => {
    const first = open()
    await press(1, 1)
    await signedIn(first)
    await allRing(first, 1)
    await first.stop()
    desk = null
    disk.readOnly([])
    core = coreProcess(disk)
    const d = open()
    await keeping(d, 'memory')
    expect(d.seen.health?.diskTrouble).toBe(disk.kind === 'mounted' ? 'readOnly' : 'full')
    await press(2, 21)
    await signedIn(d)
    await allRing(d, 21)
    const back = core.nextEnd()
    disk.writable([core.pid()])
    expect(await back).toBe(exits.again)
    await keeping(d, 'disk')
    await allRing(d, 21)
    await expectEqual(d)
  })
})

describe('a replica that is damaged under a running core', () => {
  it('cut in half, is found by the next start at the latest', async () => {
    const first = open()
    await press(1, 20)
    await signedIn(first)
    await allRing(first, 20)
    await first.stop()
    core = coreProcess(disk)
    const d = open()
    await signedIn(d)
    await whole(d)
    const ending = core.nextEnd()
    truncateSync(replicaFile(disk.folder), 40_960)
    process.kill(core.pid(), 'SIGKILL')
    await ending
    await press(21, 22)
    await allRing(d, 22)
    await d.until('said', (s) => s.health?.setAside?.why === 'damaged' && s.health.keeping === 'disk')
    await expectEqual(d)
  })
})
