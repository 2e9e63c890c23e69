import type { Characteristic, Peripheral } from '@abandonware/noble'
import { lockService } from '../../../src-domain/lock/profile.ts'
import { serialInTheAir } from '../../../src-domain/lock/serialInTheAir.ts'
import { byDeadline, openEnding } from './deadline.ts'
import { type Connection, type Place, type Radio, RadioFault, type Seen } from './radio.ts'

/** Longest waits, ms. */
export type Deadlines = Readonly<Record<'scan' | 'connect' | 'discover' | 'ask' | 'close', number>>
/** Ours: a lock that takes longer is not near enough to be worked on. */
const usual: Deadlines = { scan: 2_000, connect: 8_000, discover: 8_000, ask: 5_000, close: 2_000 }

/** What of the library is used here. */
export type Library = Pick<
  typeof import('@abandonware/noble'),
  'startScanningAsync' | 'stopScanningAsync' | 'cancelConnect'
> & {
  on(event: 'stateChange', listener: (state: string) => void): unknown
  on(event: 'discover', listener: (peripheral: Peripheral) => void): unknown
  /** What went wrong while it took hold of its adapter, among other things. */
  on(event: 'warning', listener: (words: string) => void): unknown
}

/** ATT's default packet, where the other side has not agreed to more. */
const leastMtu = 23
const attHead = 3

const seenOf = (p: Peripheral): Seen => {
  const { localName, serviceUuids, serviceData } = p.advertisement
  const ofTheLock = serviceData?.find(({ uuid }) => uuid === lockService.service)
  return {
    id: p.id,
    address: p.address,
    name: localName ?? null,
    rssi: p.rssi,
    // Each says both, but one of the two packets may not have been heard yet.
    services: serviceUuids ?? [],
    serial: ofTheLock === undefined ? null : serialInTheAir(ofTheLock.data),
  }
}

/** What the library throws is its or the adapter's refusal; what is ours stays as it is. */
const refusedBy = async <T>(what: string, library: () => Promise<T>): Promise<T> => {
  try {
    return await library()
  } catch (error) {
    throw new RadioFault('refused', `${what}: ${String(error)}`)
  }
}

const key = ({ service, characteristic }: Place): string => `${service}/${characteristic}`

/**
 * One adapter through noble. One owner: the dongle's process. `gone`: the system has taken the adapter away, which the
 * library does not always notice.
 */
export const openNoble = (noble: Library, deadlines = usual): Radio & { readonly gone: () => void } => {
  const near = new Map<string, Peripheral>()
  const watchers = new Set<(ready: boolean) => void>()
  const listeners = new Set<(one: Seen) => void>()
  /** Whom somebody here waits for or is linked to, by id. */
  const wanted = new Set<string>()
  let adapter = openEnding()
  let ready = false
  let scanning = false

  const become = (now: boolean): void => {
    ready = now
    if (ready) adapter = openEnding()
    else {
      near.clear()
      scanning = false
      adapter.end('noAdapter')
    }
    for (const changed of watchers) changed(ready)
  }
  noble.on('stateChange', (state: string) => become(state === 'poweredOn'))
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

  /** One after another: many an adapter refuses to connect while it scans, and to scan while it connects. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const listen = async (): Promise<void> => {
    if (scanning || listeners.size === 0) return
    requireAdapter('scan')
    await onAdapter('scan', deadlines.scan, () => noble.startScanningAsync([], true))
    scanning = true
  }
  const hush = async (): Promise<void> => {
    if (!scanning) return
    // Whatever becomes of it, the next start begins with a stop of its own.
    scanning = false
    await onAdapter('stop scanning', deadlines.scan, () => noble.stopScanningAsync())
  }
  const connectTo = async (id: string): Promise<Peripheral> => {
    requireAdapter('connect')
    const peripheral = near.get(id)
    if (!peripheral) throw new RadioFault('notNear', id)
    await hush()
    wanted.add(id)
    try {
      await onAdapter('connect', deadlines.connect, () => peripheral.connectAsync())
      return peripheral
    } catch (error) {
      wanted.delete(id)
      // The cancel may come too late, and then nobody else would hang up.
      peripheral.once('connect', (failed) => {
        if (!failed && !wanted.has(id)) peripheral.disconnect()
      })
      noble.cancelConnect(id)
      throw error
    } finally {
      // Whoever looks at what is near hears less; whoever connects has what they wanted.
      await listen().catch((error: unknown) => {
        if (!(error instanceof RadioFault)) throw error
      })
    }
  }

  return {
    gone: () => become(false),
    ready: () => ready,
    onReady: (changed) => void watchers.add(changed),
    scan: async (seen) => {
      listeners.add(seen)
      try {
        await inTurn(listen)
      } catch (error) {
        listeners.delete(seen)
        throw error
      }
      return async () => {
        listeners.delete(seen)
        if (listeners.size === 0 && ready) await inTurn(hush)
      }
    },
    connect: async (id) => linkTo(await inTurn(() => connectTo(id))),
  }
}
