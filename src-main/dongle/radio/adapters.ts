import { accessSync, constants, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { AdapterLack } from '../../../src-domain/hardware/adapter.ts'

export type Adapter = { readonly name: string; readonly label: string }

/** Where Linux tells of its devices; another place in a test. */
export type Machine = {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  readonly sys: string
}

/** A dongle on a serial line (HCI over UART), on any system, by the variable that the socket itself reads. */
const serialPort = ({ environment }: Machine): string | null =>
  environment.BLUETOOTH_HCI_SOCKET_UART_PORT || null

const named = (folder: string, pattern: RegExp): string[] => {
  try {
    return readdirSync(folder).filter((name) => pattern.test(name))
  } catch {
    // A kernel without such devices has no such folder.
    return []
  }
}
const wordIn = (...path: readonly string[]): string | null => {
  try {
    return readFileSync(join(...path), 'utf8').trim() || null
  } catch {
    return null
  }
}

/** `hci1: CSR8510 A10`: as its plug calls itself; one that is soldered on has no plug. */
const labelOf = (sys: string, name: string): string => {
  try {
    const plug = join(realpathSync(join(sys, 'bluetooth', name, 'device')), '..')
    const words = [wordIn(plug, 'manufacturer'), wordIn(plug, 'product')].filter((word) => word !== null)
    return words.length === 0 ? name : `${name}: ${words.join(' ')}`.slice(0, 200)
  } catch {
    return name
  }
}

const present = (path: string): boolean => {
  try {
    accessSync(path, constants.F_OK)
    return true
  } catch {
    return false
  }
}

/** All that could be opened, those that somebody has named for it first. */
export const adaptersOf = (machine: Machine): readonly Adapter[] => {
  const { platform, environment, sys } = machine
  const port = serialPort(machine)
  const onALine = port !== null && present(port) ? [{ name: port, label: port }] : []
  switch (platform) {
    case 'linux':
      return [
        ...onALine,
        ...named(join(sys, 'bluetooth'), /^hci\d+$/)
          .toSorted((a, b) => deviceId(a) - deviceId(b))
          .map((name) => ({ name, label: labelOf(sys, name) })),
      ]
    case 'win32': {
      const { BLUETOOTH_HCI_SOCKET_USB_VID: vendor, BLUETOOTH_HCI_SOCKET_USB_PID: product } = environment
      const own = vendor && product ? `USB ${vendor}:${product}` : null
      return [...onALine, { name: own ?? 'windows', label: own ?? 'Windows' }]
    }
    case 'darwin':
      return [...onALine, { name: 'macos', label: 'macOS' }]
    default:
      return onALine
  }
}

/** The number of `hci1`; -1 for what is on a serial line. */
export const deviceId = (name: string): number => Number(/^hci(\d+)$/.exec(name)?.[1] ?? -1)

export type Lacking = { readonly lacks: AdapterLack; readonly detail: string }

/** What can be known of an adapter before it is opened; null: nothing speaks against it. */
export const lackBefore = ({ sys }: Machine, name: string): Lacking | null => {
  if (deviceId(name) < 0) return name.startsWith('/') ? lackOfPort(name) : null
  const blocked = named(join(sys, 'rfkill'), /^rfkill\d+$/)
    .map((one) => join(sys, 'rfkill', one))
    .find((one) => wordIn(one, 'name') === name)
  if (blocked === undefined) return null
  if (wordIn(blocked, 'hard') === '1') return { lacks: 'switchedOff', detail: 'rfkill: hard blocked' }
  if (wordIn(blocked, 'soft') === '1') return { lacks: 'switchedOff', detail: 'rfkill: soft blocked' }
  return null
}

const lackOfPort = (path: string): Lacking | null => {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return null
  } catch (error) {
    return { lacks: 'notPermitted', detail: String(error) }
  }
}

/** The system's or the library's words for why it cannot be opened; what is meant by them. */
const meanings: ReadonlyArray<readonly [RegExp, AdapterLack]> = [
  // Linux, by strerror of EPERM, EACCES, EBUSY, ERFKILL, ENODEV, EAFNOSUPPORT.
  [/operation not permitted|permission denied|unauthorized/i, 'notPermitted'],
  [/resource busy/i, 'inUse'],
  [/rf-kill|powered ?off/i, 'switchedOff'],
  [/no such device|no such file/i, 'noAdapter'],
  [/address family not supported|unsupported/i, 'notSupported'],
  // libusb, on Windows: another driver has it, or ours (WinUSB) has not been given it.
  [/LIBUSB_ERROR_(ACCESS|BUSY)/, 'inUse'],
  [/LIBUSB_ERROR_NOT_(SUPPORTED|FOUND)/, 'noDriver'],
  [/no compatible usb/i, 'noDriver'],
]

export const lackOf = (words: string): Lacking => ({
  lacks: meanings.find(([pattern]) => pattern.test(words))?.[1] ?? 'notSupported',
  detail: words.slice(0, 500),
})
