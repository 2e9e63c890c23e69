import { z } from 'zod'
import { type ElectronPort, electronPort, type Port } from '../core/port.ts'
import { openDongle } from './dongle.ts'
import { exits } from './exits.ts'
import { fromShell } from './messages.ts'

/**
 * The dongle's process: a utility process that knows Electron only by the port to its parent. The Bluetooth library
 * lives here and nowhere else: what it breaks ends this process, costs the test that runs, and nothing else.
 */
const isPort = (value: unknown): value is ElectronPort =>
  typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value

const parent = 'parentPort' in process ? process.parentPort : undefined
if (!isPort(parent)) throw new Error('the dongle runs as a utility process')
const shell = electronPort(parent)

const endBy = (thrown: unknown): void => {
  const error = thrown instanceof Error ? thrown : new Error('what was thrown is no error')
  // Where, and never what: keys pass through here.
  const where = error.stack?.split('\n').find((line) => /^ +at /.test(line))
  process.stderr.write(`dongle: ${error.name}${where ?? ''}\n`)
  process.exit(exits.ofItself)
}
process.on('uncaughtException', endBy)
// Node ends a process by these; Electron's utility processes only warn.
process.on('unhandledRejection', endBy)

const dongle = openDongle({
  machine: { platform: process.platform, environment: { ...process.env }, sys: '/sys/class' },
  makeWay: () => process.exit(exits.makesWay),
})

const hear = (raw: unknown, [port]: readonly Port[]): void => {
  const message = fromShell.safeParse(raw)
  if (!message.success) throw new Error(`from shell: ${z.prettifyError(message.error)}`)
  switch (message.data.kind) {
    case 'core':
      if (port) dongle.join(port)
      return
    case 'stop':
      void dongle.stop().finally(() => process.exit(0))
  }
}
shell.listen(hear)
