import { chownSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { intakeNamespace } from '../../src-domain/wire/field.ts'
import { consoleNamespace } from '../../src-domain/wire/protocol.ts'
import { profileAt } from '../../src-main/shell/start/profile.ts'
import { openRelay, type Relay } from '../build/relay.ts'
import { openSmallDisk, type SmallDisk } from '../build/smallDisk.ts'
import { openAir } from '../e2e/benchAir.ts'
import { openTestCentre } from '../e2e/centre.ts'
import { freshProfile } from '../e2e/fixture.ts'
import { writeMissed } from './bulk.ts'
import { clockFile } from './clockFile.ts'
import { openCrowd } from './crowd.ts'
import { type Desk, type Launch, openDesk } from './desk.ts'
import type { Scene, SceneOptions } from './fault.ts'
import { openProxy } from './proxy.ts'

/** More than a centre tells from the first entry: the replica begins with a snapshot. */
const beginsWithSnapshot = 3_000

const ida = { name: 'Ida Holm', personId: 'p-ida' }
const eva = { name: 'Eva Lund', personId: 'p-eva' }
/** Phones and headsets around the bench. */
const others = 50

export type OpenScene = Scene & { readonly close: () => Promise<void> }

/** A centre in a process of its own and a console at it where Ida is signed in; all of it is gone after `close`. */
export const openScene = async (launch: Launch, options: SceneOptions = {}): Promise<OpenScene> => {
  const ends: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    const wrong: unknown[] = []
    for (const end of ends.splice(0).reverse())
      try {
        await end()
      } catch (error) {
        wrong.push(error)
      }
    if (wrong.length > 0) throw wrong[0]
  }
  const relayed = async (wanted: boolean | undefined, url: string, namespace: string) => {
    const relay: Relay | null = wanted ? await openRelay(url, namespace) : null
    if (relay) ends.push(relay.close)
    return relay
  }
  try {
    const clocks = { centre: clockFile(), console: clockFile() }
    for (const clock of [clocks.centre, clocks.console]) {
      ends.push(clock.remove)
      clock.set(options.off?.() ?? 0)
    }
    const centre = await (
      options.centre ?? (() => openTestCentre('plain', { clockFile: clocks.centre.path }))
    )()
    ends.push(centre.close)
    const before = options.before ?? beginsWithSnapshot
    if (before > 0) {
      await centre.kill()
      writeMissed(centre.folder, { entries: before, waiting: 0 })
      await centre.start()
    }
    const relay = await relayed(options.relay, centre.url, consoleNamespace)
    const intake = await relayed(options.intake, centre.url, intakeNamespace)
    const crowd = options.crowd ? openCrowd(centre.url) : null
    if (crowd) ends.push(crowd.close)
    const proxy = await openProxy((relay ?? centre).url)
    ends.push(proxy.close)
    const profile = freshProfile()
    ends.push(() => rmSync(profile, { recursive: true, force: true }))
    const disk = options.disk ? diskUnder(profile, options.disk) : null
    if (disk) ends.push(disk.close)
    const args = [...centre.consoleArgs('desk-1', proxy.url), ...(options.args ?? [])]
    const air = options.bench ? openAir(centre.folder, options.bench, others) : null
    if (air) ends.push(air.close)
    await air?.plugIn()
    const dongle = air ? { BLUETOOTH_HCI_SOCKET_UART_PORT: air.path } : {}
    const env = { VAKTROM_CLOCK: clocks.console.path, ...dongle, ...options.env }
    const desk: Desk = await openDesk(launch, { profile, args, env }, air ? eva : ida)
    ends.push(() => desk.console().close())
    const parts = {
      relay: asked(relay),
      intake: asked(intake),
      crowd: asked(crowd),
      air: asked(air),
      disk: asked(disk),
    }
    return { centre, desk, proxy, ...parts, clocks, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** MB: enough for what a row writes, and soon full. */
const small = { store: 24, profile: 96 } as const

const diskUnder = (profile: string, what: 'store' | 'profile'): SmallDisk => {
  const { store } = profileAt(profile).of('practice')
  const folder = what === 'profile' ? profile : store
  const { uid, gid } = statSync(profile)
  mkdirSync(folder, { recursive: true })
  for (const one of [join(profile, 'practice'), folder]) if (existsSync(one)) chownSync(one, uid, gid)
  return openSmallDisk(small[what], folder)
}

const asked =
  <T>(part: T | null) =>
  (): T => {
    if (part === null) throw new Error('this row did not ask for that')
    return part
  }
