import { BrowserWindow, screen } from 'electron'
import { pageUrl } from '../border/sender.ts'
import { type Pulse, watchPulse } from './pulse.ts'
import { reloadWhenItDies } from './reload.ts'
import { keepWindowState, onScreen, readWindowState, type WindowState } from './windowState.ts'

type ConsoleWanted = {
  readonly preload: string
  readonly icon: string
  readonly title: string
  readonly stateFile: string
  readonly development: boolean
  readonly opened: Set<number>
  readonly onVisible: (painting: boolean) => void
  /** The page died or was closed: its port is gone. */
  readonly onGone: () => void
  /** The page says nothing any more, or again. */
  readonly onHang: (hangs: boolean) => void
  readonly onHung: () => void
}

/** A window moved or drawn larger says so many times a second: the last one is kept. */
const keepAfter = 500

const usual = { width: 1600, height: 1000 }

/** The operator's window. It is shown once it has something to show, so nobody sees it white. */
export const openConsoleWindow = (wanted: ConsoleWanted): { window: BrowserWindow; pulse: Pulse } => {
  const stood = readWindowState(wanted.stateFile)
  const placed =
    stood === null
      ? null
      : onScreen(
          stood,
          screen.getAllDisplays().map((display) => display.workArea),
        )
  const { maximised, ...bounds } = placed ?? { ...usual, maximised: false }
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: wanted.title,
    icon: wanted.icon,
    backgroundColor: '#0b0f14',
    autoHideMenuBar: true,
    webPreferences: {
      preload: wanted.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: wanted.development,
      spellcheck: false,
      // An alarm must be painted also behind another program's window.
      backgroundThrottling: false,
    },
  })
  const id = window.webContents.id
  wanted.opened.add(id)
  const sayVisible = (): void => wanted.onVisible(window.isVisible() && !window.isMinimized())
  for (const event of ['show', 'hide', 'minimize', 'restore'] as const) window.on(event as 'show', sayVisible)
  // Also before its end: a console that is killed comes back where it stood.
  let keeping: NodeJS.Timeout | undefined
  const keepNow = (): void => {
    clearTimeout(keeping)
    try {
      keepWindowState(wanted.stateFile, stateOf(window))
    } catch {
      // A full disk keeps no place on a screen; all else goes on.
    }
  }
  const keepSoon = (): void => {
    clearTimeout(keeping)
    keeping = setTimeout(keepNow, keepAfter)
  }
  for (const event of ['moved', 'move', 'resize', 'maximize', 'unmaximize'] as const)
    window.on(event as 'resize', keepSoon)
  window.on('close', keepNow)
  window.on('closed', () => {
    wanted.opened.delete(id)
    wanted.onGone()
  })
  window.once('ready-to-show', () => {
    if (maximised) window.maximize()
    window.show()
  })
  reloadWhenItDies(window, wanted.onGone)
  const pulse = watchPulse(window, wanted.onHang, wanted.onHung)
  void window.loadURL(pageUrl('index'))
  return { window, pulse }
}

const stateOf = (window: BrowserWindow): WindowState => ({
  ...window.getNormalBounds(),
  maximised: window.isMaximized(),
})
