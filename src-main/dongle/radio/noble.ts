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

const key = ({ service, characteristic }: Place): string => `${service}/${characteristic}`

/** The adapter of this machine through noble. One owner: the dongle's process, and it opens it once. */
export const openNoble = (deadlines = usual): Radio => {
  const near = new Map<string, Peripheral>()
  const watchers = new Set<(ready: boolean) => void>()
  const listeners = new Set<(one: Seen) => void>()
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
    adapter.onEnd(link.end)
    peripheral.once('disconnect', () => link.end('lost'))
    const timed = <T>(what: string, within: number, work: () => Promise<T>) =>
      byDeadline(what, within, link, work)
    const close = () =>
      timed('hang up', deadlines.close, () => peripheral.disconnectAsync()).catch(() => undefined)
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
      read: (place) => timed('read', deadlines.ask, async () => new Uint8Array(await at(place).readAsync())),
      write: (place, value) =>
        timed('write', deadlines.ask, () => at(place).writeAsync(Buffer.from(value), false)),
      subscribe: (place, hear) =>
        timed('subscribe', deadlines.ask, async () => {
          const one = at(place)
          one.on('data', (value: Buffer) => hear(new Uint8Array(value)))
          await one.subscribeAsync()
        }),
      onLost: (listener) => {
        if (link.ended() === null) link.onEnd(listener)
        else listener()
      },
      close,
    }
  }

  return {
    ready: () => ready,
    onReady: (changed) => void watchers.add(changed),
    scan: async (seen) => {
      requireAdapter('scan')
      listeners.add(seen)
      await byDeadline('scan', deadlines.scan, adapter, () => noble.startScanningAsync([], true))
      return async () => {
        listeners.delete(seen)
        if (listeners.size === 0 && ready)
          await byDeadline('stop scanning', deadlines.scan, adapter, () => noble.stopScanningAsync())
      }
    },
    connect: async (id) => {
      requireAdapter('connect')
      const peripheral = near.get(id)
      if (!peripheral) throw new RadioFault('notNear', id)
      await byDeadline('connect', deadlines.connect, adapter, () => peripheral.connectAsync()).catch(
        (error: unknown) => {
          noble.cancelConnect(peripheral.id)
          throw error
        },
      )
      return linkTo(peripheral)
    },
  }
}
