import { renameSync } from 'node:fs'
import { replicaFile } from '../../../src-main/core/store/opening.ts'
import { profileAt } from '../../../src-main/shell/start/profile.ts'
import { openTestCentre } from '../../e2e/centre.ts'
import type { Desk } from '../desk.ts'
import { escalatedFor } from '../facts.ts'
import type { Checked, Fault, Injection, SceneOptions } from '../fault.ts'
import { isAtPlace, type Stood, takePlace } from '../place.ts'
import { until } from '../until.ts'

/** All but main are back so soon, at the same place; ms. */
export const backWithin = 5_000
/** What hangs has been silent so long before it is ended: six seconds, counted in whole ones. */
const noticedWithin = 7_000
/** Main's own bound. */
const mainWithin = 10_000

type Victim = 'index' | 'sound' | 'gpu' | 'audio'

/** Its number in the system, asked of main. */
const pidOf = (desk: Desk, victim: Victim): Promise<number> =>
  desk.console().app.evaluate(({ app, BrowserWindow }, which) => {
    if (which === 'gpu') return app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0
    if (which === 'audio') return app.getAppMetrics().find(({ name }) => name === 'Audio Service')?.pid ?? 0
    const window = BrowserWindow.getAllWindows().find((one) =>
      new URL(one.webContents.getURL()).pathname.endsWith(`/${which}.html`),
    )
    return window?.webContents.getOSProcessId() ?? 0
  }, victim)

const killed = async (desk: Desk, victim: Victim): Promise<void> => {
  const pid = await pidOf(desk, victim)
  if (pid === 0) throw new Error(`${victim} does not run`)
  process.kill(pid, 'SIGKILL')
  await until(`another process of ${victim}`, async () => ![0, pid].includes(await pidOf(desk, victim)))
}

/** What is back in a fraction of a second is killed again until enough alarms have come meanwhile. */
const killedAgain =
  (victim: Victim) =>
  async ({ desk, storm }: Injection): Promise<void> => {
    do await killed(desk, victim)
    while (storm.sentDuring() < 20)
  }

/** Runs in the page: a map that has drawn all it was given. */
const mapStands = (): boolean => document.querySelector('[data-testid=map-drawn][data-ready]') !== null

/** Somebody has a case open when it happens, and has it open again when all is whole; and the map, where it is asked. */
const atSamePlace = (
  inject: (at: Injection) => Promise<void>,
  map?: () => boolean,
): Pick<Fault, 'inject' | 'whole' | 'ready'> => {
  let place: Stood | null = null
  return {
    ready: async ({ desk }) => {
      place = await takePlace(desk)
      if (map) await until('the map', () => desk.look('index', mapStands).catch(() => false))
    },
    inject,
    whole: async (scene) =>
      place !== null &&
      (await scene.desk.whole()) &&
      (await isAtPlace(scene.desk, place)) &&
      (!map || (await scene.desk.look('index', map).catch(() => false))),
  }
}

const reported =
  (...wanted: readonly RegExp[]) =>
  ({ written }: Checked): Promise<string[]> => {
    const reports = written.crashes()
    return Promise.resolve(
      wanted.filter((one) => !one.test(reports)).map((one) => `no crash report like ${one.source}`),
    )
  }

/** Runs in the page. */
const loseContext = (): boolean => {
  const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')
  const loss = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')
  canvas?.setAttribute('data-lost', '')
  loss?.loseContext()
  return loss !== null && loss !== undefined
}
/** Runs in the page: a map that stands, and is another than the one that was lost. */
const mapIsBack = (): boolean =>
  document.querySelector('[data-testid=map-drawn][data-ready]') !== null &&
  document.querySelector('canvas[data-lost]') === null

/** Runs in the page, which never answers. */
const hang = (): never => {
  for (;;);
}

/** Runs in the page: what somebody types whose caller waits. */
const search = (): Promise<boolean> =>
  window.vaktrom.call('search', { text: 'resid' }).then(
    ({ hits }) => hits.length > 0,
    () => false,
  )

/** Runs in the sound page: what Chromium tells of devices, and nothing behind it. */
const plug = (): void => {
  const one = { kind: 'audiooutput', deviceId: 'd', groupId: 'g', label: '', toJSON: () => '' } as const
  navigator.mediaDevices.enumerateDevices = () => Promise.resolve([one])
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
}
const unplug = (): void => {
  navigator.mediaDevices.enumerateDevices = () => Promise.resolve([])
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
}

/** A centre whose town has a map. */
const mapped: SceneOptions = { centre: () => openTestCentre('mapped') }
const withDevices: SceneOptions = { env: { VAKTROM_SOUND: 'devices' } }

/** Parts of the console, and what they stand on, that die, hang or are lost while main lives. */
export const partFaults: readonly Fault[] = [
  {
    name: 'kill -9 of the window’s page',
    group: 'process',
    times: 5,
    recoveryFrom: 'injection',
    recoverWithin: backWithin,
    // Once: Playwright itself loses a page that dies again and again.
    ...atSamePlace(async ({ desk, storm }) => {
      await killed(desk, 'index')
      await until('enough alarms', () => storm.sentDuring() >= 20)
    }),
    check: reported(/"process":"window","what":"render-process-gone".*"reason":"killed"/),
  },
  {
    name: 'kill -9 of the sound window',
    group: 'process',
    times: 5,
    quick: true,
    recoveryFrom: 'injection',
    recoverWithin: backWithin,
    ...atSamePlace(killedAgain('sound')),
  },
  {
    name: 'kill -9 of the GPU process',
    group: 'process',
    times: 5,
    recoveryFrom: 'injection',
    recoverWithin: backWithin,
    scene: mapped,
    ...atSamePlace(({ desk }) => killed(desk, 'gpu'), mapStands),
    check: reported(/"process":"GPU","what":"child-process-gone"/),
  },
  {
    name: 'the map’s WebGL context is lost',
    group: 'process',
    times: 5,
    recoveryFrom: 'injection',
    recoverWithin: backWithin,
    scene: mapped,
    ...atSamePlace(async ({ desk }) => {
      if (!(await desk.look('index', loseContext))) throw new Error('there was no context to lose')
    }, mapIsBack),
  },
  {
    name: 'the window’s page hangs',
    group: 'process',
    // Once: one that hangs again within minutes is given longer each time, in case its machine is slow.
    times: 1,
    recoveryFrom: 'injection',
    recoverWithin: noticedWithin + backWithin,
    ...atSamePlace(async ({ desk }) => {
      const pid = await pidOf(desk, 'index')
      desk.look('index', hang).catch(() => undefined)
      await until('the page to be ended', async () => ![0, pid].includes(await pidOf(desk, 'index')))
    }),
    check: async (at) => [
      ...(await reported(/"process":"window","what":"hung"/)(at)),
      // Stored at a desk whose page hangs is not seen there: the centre climbs.
      ...escalatedFor('notPresented', 'noAttendedConsole')(at),
    ],
  },
  {
    name: 'kill -9 of the audio process',
    group: 'process',
    times: 5,
    recoveryFrom: 'injection',
    recoverWithin: backWithin,
    ...atSamePlace(async ({ desk, storm }) => {
      await killed(desk, 'audio')
      await until('enough alarms', () => storm.sentDuring() >= 20)
    }),
  },
  {
    name: 'the audio device is gone, and comes back',
    group: 'process',
    times: 3,
    scene: withDevices,
    recoveryFrom: 'lifting',
    recoverWithin: backWithin,
    ready: async ({ desk }) => {
      await desk.look('sound', plug)
      await until('the sound to be there', async () => (await desk.health())?.sound === 'ok')
    },
    inject: async ({ desk, storm }) => {
      await desk.look('sound', unplug)
      await until('the window to say that the sound is gone', () =>
        desk.look('index', () => document.querySelector('[data-testid=banner-sound]') !== null),
      )
      // The queue goes on: what is pressed now stands there all the same.
      const before = storm.sent()
      await until('more to be pressed', () => storm.sent() >= before + 20)
      await desk.look('sound', plug)
    },
  },
  {
    name: 'the read worker loses its file and dies',
    group: 'process',
    // Once: the reader that comes after it holds its file open, and would not miss it.
    times: 1,
    recoveryFrom: 'lifting',
    recoverWithin: backWithin,
    inject: async ({ desk, storm }) => {
      const file = replicaFile(profileAt(desk.profile).of('practice').store)
      renameSync(file, `${file}.away`)
      try {
        if (!(await desk.look('index', search))) throw new Error('a search found nothing meanwhile')
      } finally {
        renameSync(`${file}.away`, file)
      }
      await until('enough alarms', () => storm.sentDuring() >= 20)
    },
    check: async ({ written }) =>
      written.log().includes('"event":"readerFailed"') ? [] : ['no read worker died'],
    whole: async ({ desk }) => (await desk.whole()) && (await desk.look('index', search)),
  },
]

/** Main alone; its watchdog brings it back. Each round begins in the life that the one before ended in. */
const watched: SceneOptions = { args: ['--remote-debugging-port=0'], env: { VAKTROM_WATCHDOG: 'on' } }
export const mainFaults: readonly Fault[] = [
  {
    name: 'kill -9 of main',
    group: 'process',
    times: 5,
    scene: watched,
    recoveryFrom: 'injection',
    recoverWithin: mainWithin,
    ...atSamePlace(({ desk }) => desk.killMain('SIGKILL')),
    check: reported(/"process":"main","what":"startedAgain".*"why":"died"/),
  },
  {
    name: 'main hangs',
    group: 'process',
    times: 3,
    scene: watched,
    recoveryFrom: 'injection',
    recoverWithin: noticedWithin + mainWithin,
    ...atSamePlace(({ desk }) => desk.killMain('SIGSTOP')),
    check: reported(/"process":"main","what":"startedAgain".*"why":"hung"/),
  },
]
