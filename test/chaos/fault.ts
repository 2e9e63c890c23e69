import type { Relay } from '../build/relay.ts'
import type { SmallDisk } from '../build/smallDisk.ts'
import type { Air } from '../e2e/benchAir.ts'
import type { TestCentre } from '../e2e/centre.ts'
import type { Temper } from '../virtual-lock/lock.ts'
import type { ClockFile } from './clockFile.ts'
import type { Crowd } from './crowd.ts'
import type { Desk } from './desk.ts'
import type { LineProxy } from './proxy.ts'
import type { Pace, Storm } from './storm.ts'
import type { Written } from './written.ts'

export const groups = ['network', 'order', 'process', 'disk', 'time', 'load', 'desk'] as const
export type Group = (typeof groups)[number]

/** What a round has: console → proxy → relay, where there is one → centre; and the sender's own way to the centre. */
export type Scene = {
  readonly centre: TestCentre
  readonly desk: Desk
  readonly proxy: LineProxy
  /** Looks at single messages between console and centre. Throws where the row did not ask for it. */
  readonly relay: () => Relay
  /** The same between the sender and the centre. */
  readonly intake: () => Relay
  readonly crowd: () => Crowd
  /** The air around its bench. */
  readonly air: () => Air
  /** The wall clocks of the plain centre's machine and of the console's. */
  readonly clocks: { readonly centre: ClockFile; readonly console: ClockFile }
  /** The console's own small disk. Throws where the row did not ask for it. */
  readonly disk: () => SmallDisk
}

export type SceneOptions = {
  /** Entries that the centre has before the console first comes; without it enough that it begins with a snapshot. */
  readonly before?: number
  readonly relay?: boolean
  readonly intake?: boolean
  /** Fifty more consoles at the centre itself, which then must be one of the town `crowd`. */
  readonly crowd?: boolean
  /**
   * A supervisor, who may test units, sits at the desk; it has a dongle, and the units of the town `bench` are near, in
   * these tempers by serial.
   */
  readonly bench?: Readonly<Record<string, Partial<Temper>>>
  /** Another centre than the plain one. */
  readonly centre?: () => Promise<TestCentre>
  /** How far both their clocks are off when it begins, ms. */
  readonly off?: () => number
  /** A small disk of its own under the replica, or under the whole profile of the console. */
  readonly disk?: 'store' | 'profile'
  /** More arguments and environment to the console. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** A row: one fault, and how it is measured. What is left out is as for most. */
export type Fault = {
  /** As it stands in the table: what happens, in plain words. No two share it. */
  readonly name: string
  readonly group: Group
  /** How often `npm run chaos` injects it when nothing else is said. */
  readonly times: number
  /** Also once in `npm test`; a few seconds at most, with a shorter course if need be. */
  readonly quick?: true
  /** Quick rows with the very same value share one scene there. */
  readonly scene?: SceneOptions
  readonly pace?: Pace
  /** What must be so before it: a case that stands open, a device that is there. The storm has begun. */
  readonly ready?: (at: Injection) => Promise<void>
  /** What has to be so before the first press. */
  readonly before?: (scene: Scene) => Promise<void>
  /** Injects it for real; resolves when nothing is being disturbed any more. At least 20 are pressed until all is whole. */
  readonly inject: (at: Injection) => Promise<void>
  /** Recovery counts from the injection, or from when the disturbance ends. */
  readonly recoveryFrom: 'injection' | 'lifting'
  /** All must be whole so many ms after that. */
  readonly recoverWithin?: number
  /**
   * What is presented later than this after its press is late, ms, unless the slowest before the fault, on this machine
   * and in this round, took longer still; without it nothing is.
   */
  readonly lateAfter?: number
  /** Whether all is back; the desk's own `whole` without it. */
  readonly whole?: (scene: Scene) => Promise<boolean>
  /** In what console and centre differ afterwards; a comparison of their disks without it. */
  readonly compare?: (scene: Scene) => Promise<string[]>
  /** What else is wrong afterwards, a sentence each. */
  readonly check?: (at: Checked) => Promise<string[]>
}

export type Injection = Scene & {
  readonly storm: Storm
  /** Begins each reference of the storm; no two rounds share it. */
  readonly name: string
  /** A shorter course is enough. */
  readonly isQuick: boolean
}

export type Checked = Injection & {
  /** The centre's head before the round. */
  readonly begun: number
  /** What the console wrote during it. */
  readonly written: Written
}
