import { app, powerSaveBlocker, session } from 'electron'
import { channels } from '../../src-preload/contract/channels.ts'
import { afterQueue } from '../core/feed/afterQueue.ts'
import type { ToShell } from '../core/messages.ts'
import { answersOfShell } from './answers.ts'
import { answerCalls, type Opened, onWord } from './border/calls.ts'
import { denyPermissions } from './border/lockdown.ts'
import { type MapSource, openMaps } from './border/map.ts'
import { serveApp } from './border/scheme.ts'
import type { RecordCrash } from './crash/first.ts'
import { type Desk, modeOf, prepareDesk, type Start } from './desk.ts'
import { openEnding } from './ending.ts'
import { openJoining } from './joining.ts'
import { openSettings } from './keeping/settings.ts'
import { renewAudio } from './machine/audio.ts'
import { type Graphics, watchGraphics } from './machine/graphics.ts'
import { labelKeeper } from './machine/label.ts'
import { openNotifier } from './machine/notify.ts'
import { onWake } from './machine/wake.ts'
import { paths } from './paths.ts'
import { openPlace } from './place.ts'
import { startCore } from './processes/core.ts'
import { openDongle } from './processes/dongle.ts'
import type { Watchdog } from './processes/watchdog.ts'
import { refuseToStart } from './start/ask.ts'
import type { Profile } from './start/profile.ts'
import { openUnlocking } from './unlocking.ts'
import { openConsoleWindow } from './windows/consoleWindow.ts'
import { setMenu } from './windows/menu.ts'
import { openSoundWindow } from './windows/soundWindow.ts'

type ConsoleWanted = {
  readonly plan: Start
  readonly profile: Profile
  readonly graphics: Graphics
  /** What is kept is to be protected by a passphrase. */
  readonly passphrase: boolean
  /** The live-reload server of `npm run dev`; null otherwise. */
  readonly development: string | null
  readonly recordCrash: RecordCrash
  readonly watchdog: Watchdog
}

/** The window says that it starts; what it needs is started beside it and joined as it comes. */
export const openConsole = async (wanted: ConsoleWanted): Promise<void> => {
  const { plan, profile, development, recordCrash, watchdog } = wanted
  const mode = modeOf(plan)
  const kept = profile.of(mode)
  const opened: Opened = { index: new Set(), sound: new Set() }
  const joining = openJoining()
  const ending = openEnding((error) => recordCrash('main', 'end', error))
  // First of all: an end that is wanted is not one to start again from.
  ending.add(watchdog.farewell)
  let soundAlive = (): void => undefined
  let source: MapSource | null = null

  // Core first: it takes longest to come up, and needs nothing to begin with.
  const known = Promise.withResolvers<Desk>()
  const core = startCore({
    entry: paths.core,
    desk: known.promise,
    graphics: wanted.graphics,
    onMessage: (message) => hear(message),
    onState: joining.coreIs,
    onUnreadable: (what) => recordCrash('main', `unreadable ${what}`),
    onDeath: (death) => recordCrash('core', 'startedAgain', undefined, death),
  })
  joining.core(core)
  const dongle = openDongle({
    entry: paths.dongle,
    give: core.joinDongle,
    onDeath: (death) => recordCrash('dongle', 'startedAgain', undefined, death),
  })
  // It tells core how its test ended.
  ending.add(dongle.stop)
  ending.add(core.stop)

  // The border, before there is a page.
  denyPermissions(session.defaultSession)
  serveApp({
    session: session.defaultSession,
    folder: paths.renderer,
    developmentServer: development,
    map: openMaps(kept.maps, () => source),
  })
  const suspicious = (what: string): void => recordCrash('border', what)
  const settings = openSettings(kept.settings, (what) => recordCrash('main', what))
  const place = openPlace(watchdog, Date.now)
  const unlocking = openUnlocking({
    profile,
    mode,
    asked: wanted.passphrase,
    say: joining.vaultIs,
    warn: (what, error) => recordCrash('main', what, error),
  })
  const keepLabel = labelKeeper(
    () => window,
    (what, error) => recordCrash('main', what, error),
  )
  answerCalls(opened, answersOfShell(settings, place, joining.graphics, unlocking, keepLabel), suspicious)
  onWord('index', channels.connect, opened, joining.windowListens, suspicious)
  onWord('sound', channels.soundConnect, opened, joining.soundListens, suspicious)
  onWord('index', channels.alive, opened, () => pulse.alive(), suspicious)
  onWord('index', channels.printing, opened, () => pulse.pauses(), suspicious)
  onWord('sound', channels.soundAlive, opened, () => soundAlive(), suspicious)
  onWord('sound', channels.soundDeviceless, opened, renewAudio, suspicious)
  setMenu()

  // The windows.
  const { window, pulse } = openConsoleWindow({
    preload: paths.preload,
    icon: paths.icon,
    title: 'Vaktrom',
    stateFile: profile.window,
    development: development !== null,
    opened: opened.index,
    onVisible: joining.visible,
    onGone: joining.windowGone,
    onHang: joining.windowHangs,
    onHung: () => recordCrash('window', 'hung'),
  })
  joining.window(window)
  window.on('closed', () => app.quit())
  const sound = afterQueue(() => {
    if (ending.ending()) return
    const opening = openSoundWindow({
      preload: paths.soundPreload,
      opened: opened.sound,
      development: development !== null,
      withoutDevice: plan.kind !== 'live' && process.env.VAKTROM_SOUND === 'without-device',
      onHung: () => recordCrash('sound', 'hung'),
    })
    soundAlive = opening.alive
    joining.sound(opening.window)
    // A live reload kills main on purpose; a test may want to do it alone. A live desk always has its watchdog.
    if (development === null && (plan.kind === 'live' || process.env.VAKTROM_WATCHDOG !== 'none'))
      void known.promise.then(watchdog.begin)
  })

  // The machine.
  powerSaveBlocker.start('prevent-display-sleep')
  onWake(core.woke)
  if (wanted.graphics === 'gpu') watchGraphics(joining.graphics)
  const front = (): void => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  app.on('second-instance', front)
  const notify = openNotifier(
    paths.icon,
    () => window.isDestroyed() || window.isFocused(),
    (caseId) => {
      front()
      window.webContents.send(channels.show, { caseId })
    },
  )

  const hear = (message: ToShell): void => {
    if (message.kind === 'notify') notify(message)
    if (message.kind === 'session')
      void known.promise.then(({ session: keeper }) => keeper.keep(message.kept))
    if (message.kind === 'queueDrawn') sound.drawn()
    if (message.kind === 'ready') dongle.coreAgain()
    if (message.kind === 'bench') dongle.wanted(message.wanted)
  }

  // What core works with. It ends first and writes what it has; then its centre goes.
  const desk = await prepareDesk(plan, profile, unlocking, paths.centre, recordCrash)
  if (typeof desk === 'string') return refuseToStart(desk, 'Nothing is running.')
  if (ending.ending()) return desk.stop()
  source = desk.config
  known.resolve(desk)
  desk.key.onKept(core.keyKept)
  ending.add(desk.stop)
  ending.add(desk.session.settled)
}
