import { z } from 'zod'
import { clocksFor } from './clocks.ts'
import { type Core, startCore } from './core.ts'
import { exitOf, exits } from './exits.ts'
import { fromShell, type ToShell } from './messages.ts'
import { type ElectronPort, electronPort, type Port } from './port.ts'

/**
 * Core's process: a utility process that knows Electron only by the port to its parent. What breaks here
 * and was not expected ends the process; shell starts it again and it resumes from the disk.
 */
const isPort = (value: unknown): value is ElectronPort =>
  typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value

const parent = 'parentPort' in process ? process.parentPort : undefined
if (!isPort(parent)) throw new Error('core runs as a utility process')
const shell = electronPort(parent)
const say = (message: ToShell) => shell.post(message)

const endBy = (thrown: unknown): void => {
  const error = thrown instanceof Error ? thrown : new Error('what was thrown is no error')
  core?.log('fault', {
    name: error.name,
    code: codeOf(error),
    where: error.stack?.split('\n')[1]?.trim() ?? '',
  })
  process.exit(exitOf(error))
}
process.on('uncaughtException', endBy)
// Node ends a process by these; Electron's utility processes only warn, and a disk fault would go on unseen.
process.on('unhandledRejection', endBy)

/** SQLite's or the system's own word for it; never a text. */
const codeOf = (error: Error): string | null => ('code' in error ? String(error.code).slice(0, 64) : null)

let core: Core | null = null
/** Lines that came before `start`. */
const early: { readonly message: unknown; readonly ports: readonly Port[] }[] = []

const hear = (raw: unknown, ports: readonly Port[]): void => {
  const message = fromShell.safeParse(raw)
  if (!message.success) throw new Error(`from shell: ${z.prettifyError(message.error)}`)
  const m = message.data
  if (m.kind === 'stop') {
    const end = () => process.exit(0)
    if (core === null) end()
    else core.stop().then(end, end)
    return
  }
  if (m.kind === 'start') {
    if (core !== null) return
    core = startCore({
      config: m.config,
      session: m.session,
      restarts: m.restarts,
      disk: m.disk,
      key: m.key,
      beginAgain: () => process.exit(exits.again),
      toShell: say,
      readerScript: new URL('./reader.js', import.meta.url),
      clocks: clocksFor(m.config, process.env.VAKTROM_CLOCK),
    })
    for (const { message: waited, ports: its } of early.splice(0)) hear(waited, its)
    return
  }
  if (core === null) {
    early.push({ message: raw, ports })
    return
  }
  const port = ports[0]
  switch (m.kind) {
    case 'window':
      if (port) core.addWindow(m.windowId, port)
      return
    case 'sound':
      if (port) core.addSound(port)
      return
    case 'dongle':
      if (port) core.addDongle(port)
      return
    case 'windowGone':
      core.removeWindow(m.windowId)
      return
    case 'visible':
      core.setPainting(m.windowId, m.painting)
      return
    case 'graphics':
      core.setGraphics(m.mode)
      return
    case 'keyKept':
      core.keyKept(m.key)
      return
    case 'woke':
      core.woke()
      return
    case 'lock':
      core.lock()
  }
}
shell.listen(hear)
