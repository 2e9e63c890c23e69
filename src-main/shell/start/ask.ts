import { app, dialog } from 'electron'
import { adoptConfiguration } from './adopt.ts'
import { faultSentence, readConfiguration } from './configuration.ts'
import type { Profile } from './profile.ts'

/** What could not be started, on stderr and in a window of the system, then the end: exit code 2. */
export const refuseToStart = async (why: string, todo: string): Promise<never> => {
  process.stderr.write(`vaktrom: ${why}\n${todo}\n`)
  // Somebody who started it in a terminal or a test reads stderr and waits for no click.
  if (process.env.VAKTROM_DIALOGS !== 'none') {
    await app.whenReady()
    await dialog.showMessageBox({
      type: 'error',
      title: 'Vaktrom',
      message: 'Vaktrom was not started',
      detail: `${why}\n\n${todo}`,
      buttons: ['Close'],
    })
  }
  app.exit(2)
  return new Promise<never>(() => undefined)
}

/** An installed console that nobody has configured: takes a file, or practises. Null when the person leaves. */
export const askWhatToBe = async (profile: Profile): Promise<'live' | 'practice' | null> => {
  if (process.env.VAKTROM_DIALOGS === 'none') {
    return refuseToStart(
      `There is no configuration at ${profile.configuration}.`,
      'Name one with --config FILE, or start with --practice.',
    )
  }
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'Vaktrom',
      message: 'This console is not configured',
      detail: 'Open the configuration of your centre, or practise on a made-up municipality.',
      buttons: ['Open configuration…', 'Practise', 'Quit'],
      defaultId: 0,
      cancelId: 2,
    })
    if (response === 1) return 'practice'
    if (response === 2) return null
    const picked = await dialog.showOpenDialog({
      title: 'Configuration of this console',
      properties: ['openFile'],
      filters: [{ name: 'Configuration', extensions: ['jsonc', 'json'] }],
    })
    const [file] = picked.filePaths
    if (file === undefined) continue
    const read = readConfiguration(file)
    if (read.ok) {
      adoptConfiguration(file, read.configuration, profile)
      return 'live'
    }
    await dialog.showMessageBox({
      type: 'error',
      message: 'It cannot be used',
      detail: faultSentence(read.fault),
    })
  }
}
