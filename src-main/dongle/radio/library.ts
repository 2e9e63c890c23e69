import { createRequire } from 'node:module'
import { z } from 'zod'
import { deviceId } from './adapters.ts'
import type { Library } from './noble.ts'

type Whole = typeof import('@abandonware/noble')
/** The library's own way to be told which adapter, which its types leave out. */
type OpenLibrary = (options: { readonly deviceId?: number }) => Whole

type Buffers = { readonly readLeBufferSize: () => void }
const hasBuffers = (value: unknown): value is Buffers =>
  typeof value === 'object' && value !== null && 'readLeBufferSize' in value
/** The innards that are reached for below; whatever else is there is none of ours. */
const innards = z.object({ _hci: z.custom<Buffers>(hasBuffers) })

/**
 * On its user channel an adapter is reset and asked for everything but its buffers, without which the library never
 * sends a packet (1.9.2-26: only what comes up by itself is asked). So it is asked here.
 */
const askForBuffers = (library: Whole): void => {
  const { _hci } = innards.parse(library._bindings)
  _hci.readLeBufferSize()
}

/**
 * noble, loaded only now and bound to this adapter. A serial line or a system's own Bluetooth: the library reads it of
 * the environment as it is loaded, once in the life of a process. Throws the library's words.
 */
export const loadLibrary = (name: string): Library => {
  const device = deviceId(name)
  if (device >= 0) {
    // Linux hands the adapter over whole, and its own Bluetooth keeps away from it: nobody else scans or connects.
    process.env.HCI_CHANNEL_USER = '1'
    delete process.env.BLUETOOTH_HCI_SOCKET_UART_PORT
  } else if (name.startsWith('/') || /^COM\d/i.test(name)) {
    // Elsewhere than on Linux the library speaks HCI itself only where it is told of a USB device; the socket then
    // takes the serial line all the same.
    process.env.BLUETOOTH_HCI_SOCKET_USB_VID ??= '0'
    process.env.BLUETOOTH_HCI_SOCKET_USB_PID ??= '0'
  }
  const openLibrary: OpenLibrary = createRequire(import.meta.url)('@abandonware/noble/with-custom-binding.js')
  const library = openLibrary(device < 0 ? {} : { deviceId: device })
  if (device >= 0)
    library.on('stateChange', (state: string) => {
      if (state === 'poweredOn') askForBuffers(library)
    })
  return library
}
