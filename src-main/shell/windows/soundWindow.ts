import { BrowserWindow } from 'electron'
import { pageUrl } from '../border/sender.ts'
import { watchPulse } from './pulse.ts'
import { reloadWhenItDies } from './reload.ts'

type SoundWanted = {
  readonly preload: string
  readonly opened: Set<number>
  readonly development: boolean
  /**
   * Practice only, for machines of tests: count what is played into Chromium's null output as sounding. Without it, a
   * machine that has no sound device is one whose sound is lost.
   */
  readonly withoutDevice: boolean
  readonly onHung: () => void
}

/** Never shown. A page and process of its own, so that a busy map cannot mute an alarm. */
export const openSoundWindow = ({
  preload,
  opened,
  development,
  withoutDevice,
  onHung,
}: SoundWanted): { window: BrowserWindow; alive: () => void } => {
  const window = new BrowserWindow({
    show: false,
    width: 200,
    height: 200,
    skipTaskbar: true,
    focusable: false,
    title: 'Vaktrom sound',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      devTools: development,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  })
  const id = window.webContents.id
  opened.add(id)
  window.on('closed', () => opened.delete(id))
  reloadWhenItDies(window, () => undefined)
  const { alive } = watchPulse(window, () => undefined, onHung)
  void window.loadURL(`${pageUrl('sound')}${withoutDevice ? '?without-device' : ''}`)
  return { window, alive }
}
