import { type BrowserWindow, powerMonitor } from 'electron'
import { channels } from '../../src-preload/contract/channels.ts'
import type { Heard } from '../../src-preload/contract/contract.ts'
import type { Core, CoreState } from './processes/core.ts'

/** One operator's window for now; core tells windows apart by this. */
const windowId = 'operations'

/**
 * Brings windows and core together, whichever is there first: a page says that it listens, core says that it runs, and
 * both may die and come again.
 */
export const openJoining = () => {
  let core: Core | null = null
  let state: CoreState = { state: 'starting', restarts: 0 }
  let window: BrowserWindow | null = null
  let sound: BrowserWindow | null = null
  let locked = false
  /** The page does not draw: it hangs. */
  let hangs = false
  let vault: Heard['vault'] | null = null

  const sayVisible = (): void => {
    if (window === null || window.isDestroyed()) return
    core?.visible(windowId, !locked && !hangs && window.isVisible() && !window.isMinimized())
  }
  const joinWindow = (): void => {
    const page = window?.webContents
    if (page === undefined) return
    page.send(channels.core, state)
    if (vault !== null) page.send(channels.vault, vault)
    core?.joinWindow(windowId, (port) => {
      if (!page.isDestroyed()) page.postMessage(channels.port, null, [port])
    })
    sayVisible()
  }
  const joinSound = (): void => {
    const page = sound?.webContents
    if (page === undefined) return
    core?.joinSound((port) => {
      if (!page.isDestroyed()) page.postMessage(channels.soundPort, null, [port])
    })
  }
  powerMonitor.on('lock-screen', () => {
    locked = true
    sayVisible()
    core?.lock()
  })
  powerMonitor.on('suspend', () => core?.lock())
  powerMonitor.on('unlock-screen', () => {
    locked = false
    sayVisible()
  })

  let windowListens = false
  let soundListens = false
  return {
    window: (opened: BrowserWindow): void => {
      window = opened
    },
    sound: (opened: BrowserWindow): void => {
      sound = opened
    },
    core: (started: Core): void => {
      core = started
      if (windowListens) joinWindow()
      if (soundListens) joinSound()
    },
    windowListens: (): void => {
      windowListens = true
      joinWindow()
    },
    soundListens: (): void => {
      soundListens = true
      joinSound()
    },
    windowGone: (): void => {
      windowListens = false
      core?.leaveWindow(windowId)
    },
    visible: sayVisible,
    windowHangs: (now: boolean): void => {
      hangs = now
      sayVisible()
    },
    coreIs: (now: CoreState): void => {
      state = now
      if (window !== null && !window.isDestroyed()) window.webContents.send(channels.core, now)
    },
    vaultIs: (now: Heard['vault']): void => {
      vault = now
      if (windowListens && window !== null && !window.isDestroyed())
        window.webContents.send(channels.vault, now)
    },
    graphics: (mode: 'gpu' | 'software'): void => core?.graphics(mode),
  }
}
