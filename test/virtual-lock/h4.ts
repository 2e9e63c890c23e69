/** HCI's UART transport (Bluetooth Core 5.4, Vol 4, Part A): a byte for the kind of packet, then the packet. */
export const h4 = { command: 0x01, acl: 0x02, event: 0x04 } as const

/** Cuts a stream from a host into packets, each with its kind in front. Bytes that begin none are passed over. */
export const packetCutter = (hear: (packet: Buffer) => void): ((bytes: Buffer) => void) => {
  let held = Buffer.alloc(0)
  const lengthOf = (): number | null => {
    if (held[0] === h4.command) return held.length < 4 ? null : 4 + held.readUInt8(3)
    return held.length < 5 ? null : 5 + held.readUInt16LE(3)
  }
  return (bytes) => {
    held = Buffer.concat([held, bytes])
    while (held.length > 0) {
      if (held[0] !== h4.command && held[0] !== h4.acl) {
        held = held.subarray(1)
        continue
      }
      const length = lengthOf()
      if (length === null || held.length < length) return
      const packet = Buffer.from(held.subarray(0, length))
      held = held.subarray(length)
      hear(packet)
    }
  }
}
