import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { adapterState } from '../../../../src-domain/hardware/adapter.ts'
import { toDongle } from '../../../../src-main/dongle/messages.ts'
import { adaptersOf, lackBefore, lackOf, type Machine } from '../../../../src-main/dongle/radio/adapters.ts'
import { calls } from '../../../../src-preload/contract/contract.ts'

/** A machine's /sys/class, as Linux lays it out. */
const folder = mkdtempSync(join(tmpdir(), 'vaktrom-sys-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const write = (path: string, words: string): void => {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${words}\n`)
}
const machine = (other: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  environment: {},
  sys: folder,
  ...other,
})
const plug = (name: string, product: string): void => {
  write(`devices/${name}/product`, product)
  mkdirSync(join(folder, `devices/${name}/interface`), { recursive: true })
  mkdirSync(join(folder, 'bluetooth', name), { recursive: true })
  symlinkSync(join(folder, `devices/${name}/interface`), join(folder, 'bluetooth', name, 'device'))
}

describe('the adapters of a machine', () => {
  it('are none where the kernel knows no Bluetooth', () => {
    expect(adaptersOf(machine())).toEqual([])
  })

  it('are what is plugged in, by number, and called as their plugs call themselves', () => {
    plug('hci10', 'CSR8510 A10')
    plug('hci2', 'BT500')
    // A connection, and no adapter.
    mkdirSync(join(folder, 'bluetooth', 'hci2:64'))
    // Soldered on.
    mkdirSync(join(folder, 'bluetooth', 'hci3'))
    expect(adaptersOf(machine())).toEqual([
      { name: 'hci2', label: 'hci2: BT500' },
      { name: 'hci3', label: 'hci3' },
      { name: 'hci10', label: 'hci10: CSR8510 A10' },
    ])
  })

  it('begin with the serial line that somebody has named, as long as it is there', () => {
    plug('hci0', 'BT500')
    const port = join(folder, 'ttyACM0')
    const named = machine({ environment: { BLUETOOTH_HCI_SOCKET_UART_PORT: port } })
    expect(adaptersOf(named).map(({ name }) => name)).toEqual(['hci0'])
    writeFileSync(port, '')
    expect(adaptersOf(named).map(({ name }) => name)).toEqual([port, 'hci0'])
    expect(adaptersOf({ ...named, platform: 'darwin' }).map(({ name }) => name)).toEqual([port, 'macos'])
  })

  it('may be named by its whole place, as Linux tells serial lines apart, and are told so', () => {
    const port = join(
      folder,
      'serial',
      'by-id',
      `usb-${'ZEPHYR_HCI_UART_sample_'.repeat(3)}0123456789ABCDEF-if00`,
    )
    write(port.slice(folder.length + 1), '')
    const adapters = adaptersOf(machine({ environment: { BLUETOOTH_HCI_SOCKET_UART_PORT: port } }))
    const state = { ready: true, lacks: null, detail: '', platform: 'linux', adapters, chosen: port } as const
    expect(adapterState.parse(state)).toEqual(state)
    expect(toDongle.parse({ kind: 'adapter', name: port })).toEqual({ kind: 'adapter', name: port })
    expect(calls.benchAdapter.args.parse({ name: port })).toEqual({ name: port })
  })

  it('is on Windows the system’s, or the dongle of its own that was named', () => {
    expect(adaptersOf(machine({ platform: 'win32' }))).toEqual([{ name: 'windows', label: 'Windows' }])
    const environment = {
      BLUETOOTH_HCI_SOCKET_USB_VID: '0x0a12',
      BLUETOOTH_HCI_SOCKET_USB_PID: '0x0001',
    }
    expect(adaptersOf(machine({ platform: 'win32', environment }))).toMatchObject([
      { name: 'USB 0x0a12:0x0001' },
    ])
  })
})

describe('what an adapter lacks', () => {
  it('is known before it is opened where a switch turned it off', () => {
    plug('hci0', 'BT500')
    write('rfkill/rfkill0/name', 'phy0')
    write('rfkill/rfkill0/soft', '1')
    write('rfkill/rfkill1/name', 'hci0')
    write('rfkill/rfkill1/soft', '0')
    write('rfkill/rfkill1/hard', '0')
    expect(lackBefore(machine(), 'hci0')).toBeNull()
    write('rfkill/rfkill1/soft', '1')
    expect(lackBefore(machine(), 'hci0')).toMatchObject({
      lacks: 'switchedOff',
      detail: 'rfkill: soft blocked',
    })
    write('rfkill/rfkill1/hard', '1')
    expect(lackBefore(machine(), 'hci0')).toMatchObject({ detail: 'rfkill: hard blocked' })
  })

  it.each([
    ['Initialization of USB device failed: Operation not permitted', 'notPermitted'],
    ['unauthorized', 'notPermitted'],
    ['Initialization of USB device failed: Device or resource busy', 'inUse'],
    ['Initialization of USB device failed: Operation not possible due to RF-kill', 'switchedOff'],
    ['poweredOff', 'switchedOff'],
    ['Initialization of USB device failed: No such device', 'noAdapter'],
    ['Initialization of USB device failed: LIBUSB_ERROR_NOT_SUPPORTED', 'noDriver'],
    ['Initialization of USB device failed: No compatible USB Bluetooth 4.0 device found!', 'noDriver'],
    ['Initialization of USB device failed: LIBUSB_ERROR_ACCESS', 'inUse'],
    ['unsupported', 'notSupported'],
    ['No native build was found for platform=win32', 'notSupported'],
  ])('is told by the words “%s”: %s', (words, lacks) => {
    expect(lackOf(words)).toEqual({ lacks, detail: words })
  })
})
