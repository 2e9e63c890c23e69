import { expect, it } from 'vitest'
import { z } from 'zod'
import { loadLibrary } from '../../src-main/dongle/radio/library.ts'

type Socket = { readonly write: (bytes: Buffer) => void }
const isSocket = (value: unknown): value is Socket =>
  typeof value === 'object' && value !== null && 'write' in value
type Bindings = {
  readonly emit: (event: string, state: string) => void
  readonly _hci: { readonly _socket: Socket }
}
const isBindings = (value: unknown): value is Bindings =>
  typeof value === 'object' &&
  value !== null &&
  '_hci' in value &&
  z.object({ _socket: z.custom<Socket>(isSocket) }).safeParse(value._hci).success

/** What of the library's innards is reached for: a later version that moves them is noticed here. */
it('an adapter that comes up on its user channel is asked for its buffers, or nothing is ever sent to it', () => {
  const library = loadLibrary('hci7')
  library.on('warning', () => undefined)
  const { _bindings } = z.object({ _bindings: z.custom<Bindings>(isBindings) }).parse(library)
  const written: string[] = []
  // What the native part brings cannot simply be overwritten.
  Object.defineProperty(_bindings._hci._socket, 'write', {
    value: (bytes: Buffer) => written.push(bytes.toString('hex')),
  })
  _bindings.emit('stateChange', 'poweredOn')
  // A command, LE Read Buffer Size, without parameters.
  expect(written).toEqual(['01022000'])
  expect(process.env.HCI_CHANNEL_USER).toBe('1')
})
