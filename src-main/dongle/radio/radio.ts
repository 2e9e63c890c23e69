/** What the workbench needs of a Bluetooth adapter, whichever library speaks to it. Times in ms. */
export type Seen = {
  /** How the radio calls it; valid while this radio is open. */
  readonly id: string
  readonly address: string
  /** As it is advertised; null where it does not say. */
  readonly name: string | null
  /** dBm. */
  readonly rssi: number
  /** UUIDs of advertised services, as in `lockService`. */
  readonly services: readonly string[]
  /** By which a lock of the open profile goes in the air; null where it does not say, or has not been heard so yet. */
  readonly serial: string | null
}

/** Why something on the radio did not come about; none of them is a bug. */
export type RadioFaultCode =
  /** No adapter, or it is switched off or was pulled out. */
  | 'noAdapter'
  /** Nothing of this id is in the air. */
  | 'notNear'
  /** It did not answer in time. */
  | 'silent'
  /** The link was lost meanwhile. */
  | 'lost'
  /** It has no such service or characteristic. */
  | 'missing'
  /** The adapter or the other side refused. */
  | 'refused'

export class RadioFault extends Error {
  readonly code: RadioFaultCode
  constructor(code: RadioFaultCode, what: string) {
    super(`${what}: ${code}`)
    this.code = code
  }
}

/** A characteristic, by its service. */
export type Place = { readonly service: string; readonly characteristic: string }

/** One link. Every call ends within its deadline, also after the link was lost. */
export type Connection = {
  /** Bytes of a value that one packet carries. */
  readonly room: () => number
  readonly has: (place: Place) => boolean
  readonly read: (place: Place) => Promise<Uint8Array>
  readonly write: (place: Place, value: Uint8Array) => Promise<void>
  /** Hears every notification from now on. */
  readonly subscribe: (place: Place, hear: (value: Uint8Array) => void) => Promise<void>
  /** Called once, when the link is gone, whoever hung up. */
  readonly onLost: (listener: () => void) => void
  readonly close: () => Promise<void>
}

export type Radio = {
  /** Whether an adapter is there and on; `changed` hears of every change from now on. */
  readonly ready: () => boolean
  readonly onReady: (changed: (ready: boolean) => void) => void
  /** Tells of everything near, again with each advertisement, until the answer is called; not while it connects. */
  readonly scan: (seen: (one: Seen) => void) => Promise<() => Promise<void>>
  readonly connect: (id: string) => Promise<Connection>
}
