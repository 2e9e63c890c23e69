import { BrowserWindow, screen } from 'electron'
import { pageUrl } from '../border/sender.ts'
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
}

const usual = { width: 1600, height: 1000 }

/** The operator's window. It is shown once it has something to show, so nobody sees it white. */
export const openConsoleWindow = (wanted: ConsoleWanted): BrowserWindow => {
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
  window.on('close', () => {
    try {
      keepWindowState(wanted.stateFile, stateOf(window))
    } catch {
      // A full disk keeps no place on a screen; closing goes on.
    }
  })
  window.on('closed', () => {
    wanted.opened.delete(id)
    wanted.onGone()
  })
  window.once('ready-to-show', () => {
    if (maximised) window.maximize()
    window.show()
  })
  reloadWhenItDies(window, wanted.onGone)
  void window.loadURL(pageUrl('index'))
  return window
}

const stateOf = (window: BrowserWindow): WindowState => ({
  ...window.getNormalBounds(),
  maximised: window.isMaximized(),
})

/** A page that died comes back by itself; one that keeps dying, more and more slowly. */
export const reloadWhenItDies = (window: BrowserWindow, onGone: () => void): void => {
  let deaths = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    onGone()
    deaths += 1
    setTimeout(
      () => {
        if (!window.isDestroyed()) window.webContents.reload()
      },
      Math.min(5_000, 100 * 2 ** (deaths - 1)),
    )
  })
}
