import { concat, readU8, readU16, readU32, readU64, u8, u16, u32, u64 } from '../access/bytes.ts'

/** What a tool asks of a lock within a session; one at a time. The first byte names it. */
export type Request =
  | { readonly kind: 'state' }
  /** Loads the battery with the motor held against its stop for so long, ms. */
  | { readonly kind: 'battery'; readonly loadMs: number }
  /** Milliseconds since 1970. */
  | { readonly kind: 'setClock'; readonly clock: number }
  | { readonly kind: 'motor'; readonly direction: 'lock' | 'unlock' }
  /** Who may open, from this slot on. */
  | { readonly kind: 'bindings'; readonly from: number }
  | { readonly kind: 'wipe' }
  /** What happened at the door, from this number on. */
  | { readonly kind: 'log'; readonly from: number }
  | { readonly kind: 'selfTest' }
  | { readonly kind: 'end' }
export type RequestKind = Request['kind']

export const requestCodes = {
  state: 0x01,
  battery: 0x02,
  setClock: 0x03,
  motor: 0x04,
  bindings: 0x05,
  wipe: 0x06,
  log: 0x07,
  selfTest: 0x08,
  end: 0x09,
} as const satisfies { readonly [K in RequestKind]: number }

const directions = { lock: 1, unlock: 2 } as const

export const writeRequest = (request: Request): Uint8Array => {
  const code = u8(requestCodes[request.kind])
  switch (request.kind) {
    case 'battery':
      return concat(code, u16(request.loadMs))
    case 'setClock':
      return concat(code, u64(request.clock))
    case 'motor':
      return concat(code, u8(directions[request.direction]))
    case 'bindings':
      return concat(code, u8(request.from))
    case 'log':
      return concat(code, u32(request.from))
    case 'state':
    case 'wipe':
    case 'selfTest':
    case 'end':
      return code
  }
}

const lengths: { readonly [K in RequestKind]: number } = {
  state: 1,
  battery: 3,
  setClock: 9,
  motor: 2,
  bindings: 2,
  wipe: 1,
  log: 5,
  selfTest: 1,
  end: 1,
}
const kinds = Object.keys(requestCodes) as RequestKind[]

/** Null for what this version does not know, or of another length. */
export const readRequest = (bytes: Uint8Array): Request | null => {
  const kind = kinds.find((one) => requestCodes[one] === bytes[0])
  if (kind === undefined || bytes.length !== lengths[kind]) return null
  switch (kind) {
    case 'battery':
      return { kind, loadMs: readU16(bytes, 1) }
    case 'setClock': {
      const clock = readU64(bytes, 1)
      return Number.isSafeInteger(clock) ? { kind, clock } : null
    }
    case 'motor': {
      const asked = readU8(bytes, 1)
      if (asked === directions.lock) return { kind, direction: 'lock' }
      return asked === directions.unlock ? { kind, direction: 'unlock' } : null
    }
    case 'bindings':
      return { kind, from: readU8(bytes, 1) }
    case 'log':
      return { kind, from: readU32(bytes, 1) }
    case 'state':
    case 'wipe':
    case 'selfTest':
    case 'end':
      return { kind }
  }
}
