import { existsSync } from 'node:fs'
import { second } from '../../../src-domain/time.ts'
import type { AsideWhy } from '../../../src-main/core/store/aside.ts'
import { openSmallDisk } from '../../build/smallDisk.ts'
import { openTestCentre } from '../../e2e/centre.ts'
import { cutInHalf, flipBits, loseKey, makeNewer, takeAway } from '../damage.ts'
import type { Desk } from '../desk.ts'
import { inPage } from '../eyes.ts'
import type { Fault, Injection, Scene } from '../fault.ts'
import { until } from '../until.ts'

/** Runs in the page. */
const banners = (): string[] =>
  [...document.querySelectorAll('[data-testid^="banner-"]')].map(
    (one) => one.getAttribute('data-testid') ?? '',
  )

const stands = async ({ console: running }: Desk, banner: string): Promise<boolean> =>
  (await inPage(running().app, 'index', banners).catch((): string[] => [])).includes(banner)

const nothingIsKept = (desk: Desk): Promise<void> =>
  until(
    'the window to say that nothing is being kept',
    async () => (await desk.health())?.keeping === 'memory' && (await stands(desk, 'banner-memory')),
  )

const pressed = async ({ storm }: Injection, more: number): Promise<void> => {
  const goal = storm.sent() + more
  await until(`${more} presses more`, () => storm.sent() >= goal)
}

/** On the disk again, with nobody's help. */
const kept = async ({ desk }: Scene): Promise<boolean> =>
  (await desk.whole()) && (await desk.health())?.keeping === 'disk'

/** Whole, with a banner that names a file which lies there since the fault. */
const drawnAnew = (why: AsideWhy): Pick<Fault, 'ready' | 'whole'> => {
  let before: string | undefined
  const newest = async ({ desk }: Scene) => (await desk.health())?.setAside
  return {
    ready: async (scene) => {
      before = (await newest(scene))?.file
    },
    whole: async (scene) => {
      const aside = await newest(scene)
      return (
        aside?.why === why &&
        aside.file !== before &&
        existsSync(aside.file) &&
        (await kept(scene)) &&
        stands(scene.desk, 'banner-aside')
      )
    },
  }
}

const onSmallDisk = { disk: 'store' } as const
const onSmallProfile = { disk: 'profile' } as const

/** Until the disk is full or not to be written: from memory, while twenty press. */
const ringFromMemory = async (at: Injection): Promise<void> => {
  await nothingIsKept(at.desk)
  await pressed(at, 20)
}

/** Where this account may not mount, only a running console can be kept from its disk. */
const startAgain = async (
  { desk, disk }: Injection,
  take: (pids: readonly number[]) => void,
): Promise<void> => {
  if (disk().kind === 'mounted') return desk.killApp(() => take([]))
  take(desk.pids())
  return desk.killCore()
}

type Row = Pick<Fault, 'name' | 'inject'> & Partial<Fault>
const row = (part: Row): Fault => ({ group: 'disk', times: 3, recoveryFrom: 'injection', ...part })

/** What ends by itself once the disk is there again. */
const untilTheDiskIsBack = (part: Row): Fault =>
  row({ recoveryFrom: 'lifting', recoverWithin: 15 * second, whole: kept, ...part })

const full = async (at: Injection): Promise<void> => {
  await startAgain(at, at.disk().fill)
  await ringFromMemory(at)
  at.disk().clear(at.desk.pids())
}
const readOnly = async (at: Injection): Promise<void> => {
  await startAgain(at, at.disk().readOnly)
  await ringFromMemory(at)
  at.disk().writable(at.desk.pids())
}

const foundAtStart = (name: string, why: AsideWhy, harm: (profile: string) => void): Fault =>
  row({ name, inject: ({ desk }) => desk.killApp(() => harm(desk.profile)), ...drawnAnew(why) })

/** Runs in the page; it gets no answer where core ends over the question. */
const search = (): void => void window.vaktrom.call('search', { text: 'resident' })

/** The console's disk and its centre's: full, not to be written, damaged, of another version, without its key. */
export const diskFaults: readonly Fault[] = [
  untilTheDiskIsBack({
    name: 'disk full while the console runs',
    scene: onSmallDisk,
    inject: async (at) => {
      at.disk().fill(at.desk.pids())
      await ringFromMemory(at)
      at.disk().clear(at.desk.pids())
    },
  }),
  untilTheDiskIsBack({ name: 'disk full when the console starts', scene: onSmallDisk, inject: full }),
  untilTheDiskIsBack({
    name: 'disk read-only when the console starts',
    scene: onSmallDisk,
    inject: readOnly,
  }),
  untilTheDiskIsBack({
    name: 'profile on a full disk when the console starts',
    scene: onSmallProfile,
    inject: full,
  }),
  untilTheDiskIsBack({
    name: 'profile read-only when the console starts',
    scene: onSmallProfile,
    inject: readOnly,
  }),
  row({
    name: 'replica taken away while the console runs',
    inject: async (at) => {
      takeAway(at.desk.profile)
      await ringFromMemory(at)
    },
    whole: kept,
  }),
  row({
    name: 'bit flipped in every page while the console runs',
    quick: true,
    inject: async ({ desk }) => {
      flipBits(desk.profile, 1)
      // Somebody looks for a resident: what nobody had read since is read now.
      await inPage(desk.console().app, 'index', search)
    },
    ...drawnAnew('damaged'),
  }),
  foundAtStart('database cut in half', 'damaged', cutInHalf),
  foundAtStart('bit flipped in the first page of the database', 'damaged', (profile) => flipBits(profile, 0)),
  foundAtStart('database of a newer version', 'newer', makeNewer),
  foundAtStart('key of the database missing', 'key', loseKey),
  row({
    name: 'disk of the centre full',
    scene: { centre: () => openTestCentre('plain', { small: openSmallDisk(32) }) },
    recoveryFrom: 'lifting',
    inject: async (at) => {
      const { centre, storm } = at
      centre.disk.fill()
      await pressed(at, 25)
      await until('twenty times that the centre is busy', () => storm.refused() >= 20)
      centre.disk.clear()
    },
  }),
]
