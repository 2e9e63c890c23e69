import { h4 } from './h4.ts'

/** What is near the dongle and may be connected to. */
export type Near = {
  /** aa:bb:cc:dd:ee:ff, a random static address. */
  readonly address: string
  readonly rssi: number
  readonly advertising: () => Buffer
  readonly scanResponse: () => Buffer
  /** A host has connected; `send` carries ATT packets back to it. `gone` is called once, whoever hung up. */
  readonly connected: (link: Link) => { readonly take: (pdu: Buffer) => void; readonly gone: () => void }
}
export type Link = { readonly send: (pdu: Buffer) => void; readonly drop: () => void }

export type Radio = {
  /** Time between two connection events, ms: a packet waits for the next one. */
  readonly intervalMs: number
  /** Between two advertisements of one device, ms. */
  readonly advertiseEvery: number
}

const attChannel = 4
/** LE data packets of a controller without data length extension: what comes is larger is cut. */
const aclLength = 27
const aclPackets = 8
/** ms. */
const advertiseTick = 10
const ourAddress = Buffer.from('060504030201', 'hex')

const reasons = { localHost: 0x16, supervisionTimeout: 0x08 } as const
const unknownConnection = 0x02

type Connection = {
  readonly take: (pdu: Buffer) => void
  readonly gone: () => void
  /** What of a packet has come so far. */
  held: Buffer
  wanted: number
}

/**
 * The controller of a Bluetooth dongle as far as a host needs it to scan, connect and speak ATT: HCI commands and data
 * in, events and data out (Bluetooth Core 5.4, Vol 4, Part E).
 */
export const virtualController = (
  near: () => readonly Near[],
  radio: Radio,
  send: (packet: Buffer) => void,
) => {
  const connections = new Map<number, Connection>()
  let nextHandle = 0x40
  let scanning: NodeJS.Timeout | null = null
  let connecting: string | null = null

  const event = (code: number, body: Buffer): void =>
    send(Buffer.concat([Buffer.from([h4.event, code, body.length]), body]))
  const opcode = (op: number): Buffer => Buffer.from([op & 0xff, op >> 8])
  const complete = (op: number, ...body: readonly (number | Buffer)[]): void =>
    event(
      0x0e,
      Buffer.concat([
        Buffer.from([1]),
        opcode(op),
        ...body.map((b) => (typeof b === 'number' ? Buffer.from([b]) : b)),
      ]),
    )
  const status = (op: number, code = 0): void =>
    event(0x0f, Buffer.concat([Buffer.from([code, 1]), opcode(op)]))
  const addressBytes = (address: string): Buffer => Buffer.from(address.replaceAll(':', ''), 'hex').reverse()

  const advertise = (one: Near): void => {
    for (const [kind, said] of [
      [0x00, one.advertising()],
      [0x04, one.scanResponse()],
    ] as const)
      event(
        0x3e,
        Buffer.concat([
          Buffer.from([0x02, 1, kind, 1]),
          addressBytes(one.address),
          Buffer.from([said.length]),
          said,
          Buffer.from([one.rssi & 0xff]),
        ]),
      )
  }
  /** Everybody once in every round, one after another: nobody keeps time with the others. */
  let turn = 0
  const advertiseSome = (): void => {
    const all = near()
    const some = Math.ceil((all.length * advertiseTick) / radio.advertiseEvery)
    for (let n = 0; n < Math.min(some, all.length); n += 1) {
      turn = (turn + 1) % all.length
      const one = all[turn]
      if (one !== undefined) advertise(one)
    }
  }
  const scan = (on: boolean): void => {
    if (scanning !== null) clearInterval(scanning)
    scanning = on ? setInterval(advertiseSome, advertiseTick) : null
  }

  const disconnected = (handle: number, reason: number): void => {
    const connection = connections.get(handle)
    if (!connection) return
    connections.delete(handle)
    connection.gone()
    event(0x05, Buffer.from([0, handle & 0xff, handle >> 8, reason]))
  }

  /** An ATT packet to the host, in as many data packets as it needs, at the next connection event. */
  const toHost = (handle: number, pdu: Buffer): void => {
    setTimeout(() => {
      if (!connections.has(handle)) return
      const whole = Buffer.concat([Buffer.from([pdu.length & 0xff, pdu.length >> 8, attChannel, 0]), pdu])
      for (let at = 0; at < whole.length; at += aclLength) {
        const part = whole.subarray(at, at + aclLength)
        const head = Buffer.alloc(5)
        head[0] = h4.acl
        head.writeUInt16LE(handle | ((at === 0 ? 0x2 : 0x1) << 12), 1)
        head.writeUInt16LE(part.length, 3)
        send(Buffer.concat([head, part]))
      }
    }, radio.intervalMs)
  }

  const connect = (address: string): void => {
    const one = near().find((n) => n.address === address)
    // Not there: the host waits until it gives up, as with a real controller.
    if (!one) return
    connecting = null
    const handle = nextHandle
    nextHandle += 1
    const { take, gone } = one.connected({
      send: (pdu) => toHost(handle, pdu),
      drop: () => disconnected(handle, reasons.supervisionTimeout),
    })
    connections.set(handle, { take, gone, held: Buffer.alloc(0), wanted: 0 })
    const body = Buffer.alloc(19)
    body[0] = 0x01
    body.writeUInt16LE(handle, 2)
    body[5] = 1
    addressBytes(address).copy(body, 6)
    // In units of 1.25 ms and 10 ms.
    body.writeUInt16LE(Math.round(radio.intervalMs / 1.25), 12)
    body.writeUInt16LE(72, 16)
    event(0x3e, body)
  }

  /** What is answered with something else than "done"; opcodes as in Part E, section 7. */
  const commands: Readonly<Record<number, (op: number, body: Buffer) => void>> = {
    // Disconnect.
    1030: (op, body) => {
      const handle = body.readUInt16LE(0)
      status(op, connections.has(handle) ? 0 : unknownConnection)
      disconnected(handle, reasons.localHost)
    },
    // Reset: as after the death of a host, whose links nobody is told of any more.
    3075: (op) => {
      scan(false)
      connecting = null
      for (const { gone } of connections.values()) gone()
      connections.clear()
      complete(op, 0)
    },
    // Read LE host support.
    3180: (op) => complete(op, 0, 1, 0),
    // Read local version: 5.2.
    4097: (op) => complete(op, 0, 0x0b, 0, 0, 0x0b, 0xff, 0xff, 0, 0),
    // Read supported commands: none beyond those that every controller has.
    4098: (op) => complete(op, 0, Buffer.alloc(64)),
    // Read buffer size.
    4101: (op) => complete(op, 0, aclLength, 0, 0, aclPackets, 0, 0, 0),
    // Read device address.
    4105: (op) => complete(op, 0, ourAddress),
    // Read RSSI: -60 dBm.
    5125: (op, body) => complete(op, 0, body.subarray(0, 2), 0xc4),
    // LE read buffer size.
    8194: (op) => complete(op, 0, aclLength, 0, aclPackets),
    // LE set scan enable.
    8204: (op, body) => {
      complete(op, 0)
      scan(body[0] === 1)
    },
    // LE create connection.
    8205: (op, body) => {
      status(op)
      const address = Buffer.from(body.subarray(6, 12))
        .reverse()
        .toString('hex')
        .replace(/(..)(?=.)/g, '$1:')
      connecting = address
      setTimeout(() => {
        if (connecting === address) connect(address)
      }, radio.intervalMs)
    },
    // LE create connection cancel.
    8206: (op) => {
      connecting = null
      complete(op, 0)
    },
  }
  const command = (op: number, body: Buffer): void => {
    const answer = commands[op]
    if (answer) answer(op, body)
    else complete(op, 0)
  }

  const data = (packet: Buffer): void => {
    const handle = packet.readUInt16LE(1) & 0x0fff
    const isFirst = (packet.readUInt16LE(1) >> 12) % 4 !== 1
    const body = packet.subarray(5)
    const connection = connections.get(handle)
    if (!connection) return
    const { held } = connection
    connection.held = isFirst ? Buffer.from(body) : Buffer.concat([held, body])
    if (isFirst) connection.wanted = body.readUInt16LE(0) + 4
    const whole = connection.held.length >= connection.wanted ? connection.held : null
    // Sent, and for the lock to hear, at the next connection event.
    setTimeout(() => {
      event(0x13, Buffer.from([1, handle & 0xff, handle >> 8, 1, 0]))
      if (whole !== null && whole.readUInt16LE(2) === attChannel)
        connections.get(handle)?.take(whole.subarray(4))
    }, radio.intervalMs)
  }

  return {
    take: (packet: Buffer): void => {
      if (packet[0] === h4.command) command(packet.readUInt16LE(1), packet.subarray(4))
      else if (packet[0] === h4.acl) data(packet)
    },
    close: (): void => {
      scan(false)
      for (const handle of connections.keys()) disconnected(handle, reasons.supervisionTimeout)
    },
  }
}
