import noble, { type Characteristic, type Peripheral } from '@abandonware/noble'
import { byDeadline, openEnding } from './deadline.ts'
import { type Connection, type Place, type Radio, RadioFault, type Seen } from './radio.ts'

/** Longest waits, ms. */
export type Deadlines = Readonly<Record<'scan' | 'connect' | 'discover' | 'ask' | 'close', number>>
/** Ours: a lock that takes longer is not near enough to be worked on. */
const usual: Deadlines = { scan: 2_000, connect: 8_000, discover: 8_000, ask: 5_000, close: 2_000 }

/** ATT's default packet, where the other side has not agreed to more. */
const leastMtu = 23
const attHead = 3

const seenOf = (p: Peripheral): Seen => ({
  id: p.id,
  address: p.address,
  name: p.advertisement.localName ?? null,
  rssi: p.rssi,
  services: p.advertisement.serviceUuids,
})

/** What the library throws is its or the adapter's refusal; what is ours stays as it is. */
const refusedBy = async <T>(what: string, library: () => Promise<T>): Promise<T> => {
  try {
    return await library()
  } catch (error) {
    throw new RadioFault('refused', `${what}: ${String(error)}`)
  }
}

const key = ({ service, characteristic }: Place): string => `${service}/${characteristic}`

/** The adapter of this machine through noble. One owner: the dongle's process, and it opens it once. */
export const openNoble = (deadlines = usual): Radio => {
  const near = new Map<string, Peripheral>()
  const watchers = new Set<(ready: boolean) => void>()
  const listeners = new Set<(one: Seen) => void>()
  /** Whom somebody here waits for or is linked to, by id. */
  const wanted = new Set<string>()
  let adapter = openEnding()
  let ready = false

  noble.on('stateChange', (state) => {
    ready = state === 'poweredOn'
    if (ready) adapter = openEnding()
    else {
      near.clear()
      adapter.end('noAdapter')
    }
    for (const changed of watchers) changed(ready)
  })
  noble.on('discover', (peripheral: Peripheral) => {
    near.set(peripheral.id, peripheral)
    for (const seen of listeners) seen(seenOf(peripheral))
  })

  const requireAdapter = (what: string): void => {
    if (!ready) throw new RadioFault('noAdapter', what)
  }

  const linkTo = async (peripheral: Peripheral): Promise<Connection> => {
    const link = openEnding()
    link.onEnd(adapter.onEnd(link.end))
    link.onEnd(() => wanted.delete(peripheral.id))
    peripheral.once('disconnect', () => link.end('lost'))
    const timed = <T>(what: string, within: number, library: () => Promise<T>) =>
      byDeadline(what, within, link, () => refusedBy(what, library))
    const close = () =>
      timed('hang up', deadlines.close, () => peripheral.disconnectAsync()).catch((error: unknown) => {
        // Gone already, or about to be: there is nobody to tell.
        if (!(error instanceof RadioFault)) throw error
      })
    const found = await timed('discover services', deadlines.discover, () =>
      peripheral.discoverAllServicesAndCharacteristicsAsync(),
    ).catch(async (error: unknown) => {
      await close()
      throw error
    })
    const places = new Map<string, Characteristic>(
      found.services.flatMap((service) =>
        service.characteristics.map((one): [string, Characteristic] => [
          key({ service: service.uuid, characteristic: one.uuid }),
          one,
        ]),
      ),
    )
    const at = (place: Place): Characteristic => {
      const one = places.get(key(place))
      if (!one) throw new RadioFault('missing', key(place))
      return one
    }
    return {
      room: () => (peripheral.mtu ?? leastMtu) - attHead,
      has: (place) => places.has(key(place)),
      read: async (place) => {
        const one = at(place)
        return new Uint8Array(await timed('read', deadlines.ask, () => one.readAsync()))
      },
      write: async (place, value) => {
        const one = at(place)
        await timed('write', deadlines.ask, () => one.writeAsync(Buffer.from(value), false))
      },
      subscribe: async (place, hear) => {
        const one = at(place)
        one.on('data', (value: Buffer) => hear(new Uint8Array(value)))
        await timed('subscribe', deadlines.ask, () => one.subscribeAsync())
      },
      onLost: (listener) => {
        if (link.ended() === null) link.onEnd(listener)
        else listener()
      },
      close,
    }
  }

  const onAdapter = <T>(what: string, within: number, library: () => Promise<T>) =>
    byDeadline(what, within, adapter, () => refusedBy(what, library))

  return {
    ready: () => ready,
    onReady: (changed) => void watchers.add(changed),
    scan: async (seen) => {
      requireAdapter('scan')
      listeners.add(seen)
      try {
        await onAdapter('scan', deadlines.scan, () => noble.startScanningAsync([], true))
      } catch (error) {
        listeners.delete(seen)
        throw error
      }
      return async () => {
        listeners.delete(seen)
        if (listeners.size === 0 && ready)
          await onAdapter('stop scanning', deadlines.scan, () => noble.stopScanningAsync())
      }
    },
    connect: async (id) => {
      requireAdapter('connect')
      const peripheral = near.get(id)
      if (!peripheral) throw new RadioFault('notNear', id)
      wanted.add(id)
      try {
        await onAdapter('connect', deadlines.connect, () => peripheral.connectAsync())
      } catch (error) {
        wanted.delete(id)
        // The cancel may come too late, and then nobody else would hang up.
        peripheral.once('connect', (failed) => {
          if (!failed && !wanted.has(id)) peripheral.disconnect()
        })
        noble.cancelConnect(id)
        throw error
      }
      return linkTo(peripheral)
    },
  }
}
