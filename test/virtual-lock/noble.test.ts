import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { openLockLine } from '../../src-main/dongle/drivers/vaktrom/lockLine.ts'
import { byDeadline, openEnding } from '../../src-main/dongle/radio/deadline.ts'
import { openNoble } from '../../src-main/dongle/radio/noble.ts'
import type { Connection, Seen } from '../../src-main/dongle/radio/radio.ts'

/** The library with its adapter in the test's hands. */
const library = Object.assign(new EventEmitter(), {
  startScanningAsync: (): Promise<void> => Promise.reject(new Error('command disallowed')),
  stopScanningAsync: (): Promise<void> => Promise.resolve(),
  cancelConnect: (): void => undefined,
})

const peripheral = (id: string, hungUp: () => void) =>
  Object.assign(new EventEmitter(), {
    id,
    address: id,
    rssi: -50,
    mtu: 23,
    advertisement: { localName: 'VLOCK', serviceUuids: [] },
    connectAsync: () => new Promise<void>(() => undefined),
    disconnect: hungUp,
  })

describe('an adapter', () => {
  const radio = openNoble(library, { scan: 50, connect: 20, discover: 50, ask: 50, close: 50 })
  library.emit('stateChange', 'poweredOn')

  it('that cannot scan tells nothing to whoever asked', async () => {
    const seen = vi.fn<(one: Seen) => void>()
    await expect(radio.scan(seen)).rejects.toMatchObject({ code: 'refused' })
    library.emit(
      'discover',
      peripheral('early', () => undefined),
    )
    expect(seen).not.toHaveBeenCalled()
  })

  it('hangs up on a link that comes after it was given up', async () => {
    const hungUp = vi.fn<() => void>()
    const late = peripheral('late', hungUp)
    library.emit('discover', late)
    await expect(radio.connect('late')).rejects.toMatchObject({ code: 'silent' })
    late.emit('connect')
    expect(hungUp).toHaveBeenCalledOnce()
  })
})

describe('what is a bug', () => {
  const bug = () => {
    throw new TypeError('a bug')
  }

  it('stays one under a deadline', async () => {
    await expect(byDeadline('it', 50, openEnding(), async () => bug())).rejects.toBeInstanceOf(TypeError)
  })

  it('stays one where a message is read', async () => {
    let hear: (value: Uint8Array) => void = () => undefined
    const connection: Pick<Connection, 'onLost' | 'subscribe' | 'room' | 'write'> = {
      onLost: () => undefined,
      room: () => 20,
      subscribe: async (_, listener) => {
        hear = listener
      },
      write: async () => hear(Uint8Array.of(0xc0, 0, 1, 0x90)),
    }
    const line = await openLockLine(connection)
    await expect(line.exchange('it', Uint8Array.of(1), 0, bug)).rejects.toBeInstanceOf(TypeError)
  })
})
