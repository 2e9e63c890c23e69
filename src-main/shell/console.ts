import { app, type BrowserWindow, powerMonitor, powerSaveBlocker, session, shell } from 'electron'
import { channels } from '../../src-preload/contract/channels.ts'
import type { ToShell } from '../core/messages.ts'
import { answerCalls, onConnect, type Opened } from './border/calls.ts'
import { denyPermissions } from './border/lockdown.ts'
import { type MapSource, openMaps } from './border/map.ts'
import { serveApp } from './border/scheme.ts'
import type { RecordCrash } from './crash/first.ts'
import { prepareDesk, type Start } from './desk.ts'
import { openSettings } from './keeping/settings.ts'
import { type Graphics, watchGraphics } from './machine/graphics.ts'
import { openNotifier } from './machine/notify.ts'
import { telephoneUri } from './machine/telephone.ts'
import { paths } from './paths.ts'
import { type Core, type CoreState, startCore } from './processes/core.ts'
import { refuseToStart } from './start/ask.ts'
import type { Profile } from './start/profile.ts'
import { openConsoleWindow } from './windows/consoleWindow.ts'
import { setMenu } from './windows/menu.ts'
import { openSoundWindow } from './windows/soundWindow.ts'

type ConsoleWanted = {
  readonly plan: Start
  readonly profile: Profile
  readonly graphics: Graphics
  /** The live-reload server of `npm run dev`; null otherwise. */
  readonly development: string | null
  readonly recordCrash: RecordCrash
}

/** One window for now; core tells windows apart by this. */
const windowId = 'operations'

/** The window opens first and says that it starts; what it needs is started behind it and joined as it comes. */
export const openConsole = async (wanted: ConsoleWanted): Promise<void> => {
  const { plan, profile, development, recordCrash } = wanted
  const kept = profile.of(plan.kind === 'live' ? 'live' : 'practice')
  const opened: Opened = { index: new Set(), sound: new Set() }
  const suspicious = (what: string): void => recordCrash('border', what)
  const settings = openSettings(kept.settings, (what) => recordCrash('main', what))
  let core: Core | null = null
  let source: MapSource | null = null
  let coreState: CoreState = { state: 'starting', restarts: 0 }
  let locked = false

  // The border, before there is a page.
  denyPermissions(session.defaultSession)
  serveApp({
    session: session.defaultSession,
    folder: paths.renderer,
    developmentServer: development,
    map: openMaps(kept.maps, () => source),
  })
  setMenu()

  // The windows.
  const window: BrowserWindow = openConsoleWindow({
    preload: paths.preload,
    icon: paths.icon,
    title: 'Vaktrom',
    stateFile: profile.window,
    development: development !== null,
    opened: opened.index,
    onVisible: () => sayVisible(),
    onGone: () => core?.leaveWindow(windowId),
  })
  const sayVisible = (): void =>
    core?.visible(windowId, !locked && !window.isDestroyed() && window.isVisible() && !window.isMinimized())
  const joinWindow = (): void => {
    window.webContents.send(channels.core, coreState)
    core?.joinWindow(windowId, (port) => {
      if (!window.isDestroyed()) window.webContents.postMessage(channels.port, null, [port])
    })
    sayVisible()
  }
  const sound = firstPaint(window).then(() =>
    openSoundWindow({
      preload: paths.soundPreload,
      opened: opened.sound,
      development: development !== null,
      withoutDevice: plan.kind !== 'live' && process.env['VAKTROM_SOUND'] === 'without-device',
    }),
  )
  let soundListens = false
  const joinSound = async (): Promise<void> => {
    soundListens = true
    const { webContents } = await sound
    core?.joinSound((port) => {
      if (!webContents.isDestroyed()) webContents.postMessage(channels.soundPort, null, [port])
    })
  }
  let windowListens = false
  onConnect('index', channels.connect, opened, () => {
    windowListens = true
    joinWindow()
  }, suspicious)
  onConnect('sound', channels.soundConnect, opened, () => void joinSound(), suspicious)

  answerCalls(
    opened,
    {
      telephone: async ({ number }) => {
        const uri = telephoneUri(number)
        if (uri === null) return { opened: false }
        return shell.openExternal(uri).then(
          () => ({ opened: true }),
          () => ({ opened: false }),
        )
      },
      settings: () => ({ settings: settings.all() }),
      keepSettings: ({ settings: changes }) => {
        settings.keep(changes)
        return {}
      },
      graphics: ({ mode }) => {
        core?.graphics(mode)
        return {}
      },
    },
    suspicious,
  )

  // The machine.
  powerSaveBlocker.start('prevent-display-sleep')
  if (wanted.graphics === 'gpu') watchGraphics((found) => core?.graphics(found))
  for (const [event, isLocked] of [['lock-screen', true], ['unlock-screen', false]] as const) {
    powerMonitor.on(event as 'lock-screen', () => {
      locked = isLocked
      sayVisible()
    })
  }
  const front = (): void => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  app.on('second-instance', front)
  const notify = openNotifier(paths.icon, () => window.isFocused(), (caseId) => {
    front()
    window.webContents.send(channels.show, { caseId })
  })

  // The processes behind it.
  const desk = await prepareDesk(plan, profile, paths.centre, recordCrash)
  if (typeof desk === 'string') return refuseToStart(desk, 'Nothing is running.')
  source = desk.config
  const hear = (message: ToShell): void => {
    switch (message.kind) {
      case 'ready':
        return
      case 'notify':
        return notify(message)
      case 'session':
        return desk.session.keep(message.token)
    }
  }
  core = startCore({
    entry: paths.core,
    config: { ...desk.config, graphics: wanted.graphics },
    session: desk.session.token,
    onMessage: hear,
    onState: (state) => {
      coreState = state
      if (!window.isDestroyed()) window.webContents.send(channels.core, state)
    },
    onUnreadable: (what) => recordCrash('main', `unreadable ${what}`),
    onDeath: (death) => recordCrash('core', 'startedAgain', undefined, death),
  })
  if (windowListens) joinWindow()
  if (soundListens) await joinSound()

  // The end, in order: core writes what it has, then its centre goes.
  const running = core
  let ending = false
  const end = async (): Promise<void> => {
    await running.stop()
    await desk.stop()
    await desk.session.settled()
  }
  app.on('before-quit', (event) => {
    if (ending) return
    ending = true
    event.preventDefault()
    void end().finally(() => app.exit(0))
  })
  window.on('closed', () => app.quit())
}

/** Sound follows the window at once, and comes all the same when the page does not. */
const firstPaint = (window: BrowserWindow): Promise<void> =>
  new Promise((resolve) => {
    const slow = setTimeout(resolve, 3_000)
    window.webContents.once('dom-ready', () => {
      clearTimeout(slow)
      resolve()
    })
  })
