/**
 * A GATT server as far as a lock needs one (Bluetooth Core 5.4, Vol 3, Parts F and G). Numbers on the air are
 * little-endian. UUIDs are written as noble writes them.
 */
export type Characteristic = {
  readonly uuid: string
  readonly read?: () => Uint8Array
  readonly write?: (value: Buffer) => void
  readonly notifies?: boolean
}
export type Service = { readonly uuid: string; readonly characteristics: readonly Characteristic[] }

type Attribute = {
  readonly handle: number
  readonly type: string
  readonly read?: () => Uint8Array
  readonly write?: (value: Buffer) => void
}
type Group = { readonly from: number; readonly to: number; readonly uuid: string }

const primary = '2800'
const declaration = '2803'
const configuration = '2902'
const properties = { read: 0x02, write: 0x08, notify: 0x10 } as const

const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid, 'hex').reverse()
const uuidText = (bytes: Buffer): string => Buffer.from(bytes).reverse().toString('hex')
const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

const faults = {
  invalidHandle: 0x01,
  readNotPermitted: 0x02,
  writeNotPermitted: 0x03,
  invalidPdu: 0x04,
  notSupported: 0x06,
  invalidOffset: 0x07,
  notFound: 0x0a,
} as const

const errorTo = (op: number, handle: number, code: number): Buffer =>
  Buffer.concat([Buffer.from([0x01, op]), u16(handle), Buffer.from([code])])

/** The largest ATT packet that this server takes: one that fits a LE data packet of 251 bytes. */
const largestMtu = 247

/** One connection's server; its subscriptions and its packet size end with it. */
export const gattServer = (services: readonly Service[], send: (pdu: Buffer) => void) => {
  const attributes: Attribute[] = []
  const groups: Group[] = []
  const subscribed = new Set<string>()
  const valueHandles = new Map<string, number>()
  let mtu = 23
  const add = (type: string, rest: Omit<Attribute, 'handle' | 'type'>): number => {
    const handle = attributes.length + 1
    attributes.push({ handle, type, ...rest })
    return handle
  }
  for (const service of services) {
    const from = add(primary, { read: () => uuidBytes(service.uuid) })
    for (const one of service.characteristics) {
      const props =
        (one.read ? properties.read : 0) |
        (one.write ? properties.write : 0) |
        (one.notifies ? properties.notify : 0)
      const valueHandle = attributes.length + 2
      const declared = Buffer.concat([Buffer.from([props]), u16(valueHandle), uuidBytes(one.uuid)])
      add(declaration, { read: () => declared })
      add(one.uuid, { ...(one.read && { read: one.read }), ...(one.write && { write: one.write }) })
      valueHandles.set(one.uuid, valueHandle)
      if (one.notifies)
        add(configuration, {
          read: () => u16(subscribed.has(one.uuid) ? 1 : 0),
          write: (value) => {
            if (value[0] === 1) subscribed.add(one.uuid)
            else subscribed.delete(one.uuid)
          },
        })
    }
    groups.push({ from, to: attributes.length, uuid: service.uuid })
  }

  const within = (from: number, to: number): Attribute[] =>
    attributes.filter((a) => a.handle >= from && a.handle <= to)
  /** As many equal-sized parts as one packet takes; what comes after is asked for again. */
  const listed = (op: number, head: number, from: number, parts: readonly Buffer[]): Buffer => {
    const [first] = parts
    if (!first) return errorTo(op, from, faults.notFound)
    const room = Math.floor((mtu - 2) / first.length)
    const alike = parts.findIndex((part) => part.length !== first.length)
    const some = parts.slice(0, Math.min(room, alike < 0 ? parts.length : alike))
    return Buffer.concat([Buffer.from([head, first.length]), ...some])
  }
  const groupsFrom = (op: number, from: number, to: number): Buffer =>
    listed(
      op,
      0x11,
      from,
      groups
        .filter((g) => g.from >= from && g.from <= to)
        .map((g) => Buffer.concat([u16(g.from), u16(g.to), uuidBytes(g.uuid)])),
    )
  const byType = (op: number, from: number, to: number, type: string): Buffer =>
    listed(
      op,
      0x09,
      from,
      within(from, to)
        .filter((a) => a.type === type && a.read)
        .map((a) => Buffer.concat([u16(a.handle), a.read?.() ?? Buffer.alloc(0)]).subarray(0, mtu - 2)),
    )
  const types = (op: number, from: number, to: number): Buffer => {
    const found = within(from, to)
    const short = found[0]?.type.length === 4
    const alike = found.findIndex((a) => (a.type.length === 4) !== short)
    const some = (alike < 0 ? found : found.slice(0, alike)).slice(
      0,
      Math.floor((mtu - 2) / (short ? 4 : 18)),
    )
    if (some.length === 0) return errorTo(op, from, faults.notFound)
    return Buffer.concat([
      Buffer.from([0x05, short ? 1 : 2]),
      ...some.map((a) => Buffer.concat([u16(a.handle), uuidBytes(a.type)])),
    ])
  }
  const read = (op: number, handle: number, offset: number): Buffer => {
    const one = attributes[handle - 1]
    if (!one) return errorTo(op, handle, faults.invalidHandle)
    if (!one.read) return errorTo(op, handle, faults.readNotPermitted)
    const value = one.read()
    if (offset > value.length) return errorTo(op, handle, faults.invalidOffset)
    return Buffer.concat([Buffer.from([op + 1]), value.subarray(offset, offset + mtu - 1)])
  }
  const write = (op: number, handle: number, value: Buffer): Buffer | null => {
    const one = attributes[handle - 1]
    if (!one) return errorTo(op, handle, faults.invalidHandle)
    if (!one.write) return errorTo(op, handle, faults.writeNotPermitted)
    // Answered first, so that a notification that it leads to comes after.
    send(Buffer.from([0x13]))
    one.write(Buffer.from(value))
    return null
  }
  const shortest: Readonly<Record<number, number>> = { 2: 3, 4: 5, 8: 7, 10: 3, 12: 5, 16: 7, 18: 3 }

  const answer = (pdu: Buffer): Buffer | null => {
    const op = pdu.readUInt8(0)
    const least = shortest[op]
    if (least === undefined) return errorTo(op, 0, faults.notSupported)
    if (pdu.length < least) return errorTo(op, 0, faults.invalidPdu)
    const handle = pdu.readUInt16LE(1)
    switch (op) {
      case 0x02:
        mtu = Math.max(23, Math.min(handle, largestMtu))
        return Buffer.concat([Buffer.from([0x03]), u16(largestMtu)])
      case 0x04:
        return types(op, handle, pdu.readUInt16LE(3))
      case 0x08:
        return byType(op, handle, pdu.readUInt16LE(3), uuidText(pdu.subarray(5)))
      case 0x0a:
        return read(op, handle, 0)
      case 0x0c:
        return read(op, handle, pdu.readUInt16LE(3))
      case 0x10:
        return groupsFrom(op, handle, pdu.readUInt16LE(3))
      default:
        return write(op, handle, pdu.subarray(3))
    }
  }

  return {
    take: (pdu: Buffer): void => {
      const said = pdu.length === 0 ? null : answer(pdu)
      if (said !== null) send(said)
    },
    /** Bytes of a value that one packet carries. */
    room: (): number => mtu - 3,
    /** To a host that asked for it; to any other it says nothing. */
    notify: (uuid: string, value: Uint8Array): void => {
      const handle = valueHandles.get(uuid)
      if (handle === undefined || !subscribed.has(uuid)) return
      send(Buffer.concat([Buffer.from([0x1b]), u16(handle), value]))
    },
  }
}
export type GattServer = ReturnType<typeof gattServer>
