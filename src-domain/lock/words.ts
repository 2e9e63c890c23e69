/** Numbers on the air, by name. Lock and door states are Matter's (Door Lock cluster, LockState and DoorState). */
export const lockStates = { notFullyLocked: 0, locked: 1, unlocked: 2, unlatched: 3, unknown: 0xff } as const
export type LockStateName = keyof typeof lockStates

export const doorStates = { open: 0, closed: 1, jammed: 2, forcedOpen: 3, ajar: 5, unknown: 0xff } as const
export type DoorStateName = keyof typeof doorStates

/** How a request ended. */
export const statuses = {
  ok: 0,
  /** Another one is under way. */
  busy: 1,
  /** This lock has no such thing. */
  notSupported: 2,
  unreadable: 3,
  /** The bolt did not reach its end. */
  jammed: 4,
  /** Too little power to move the bolt. */
  batteryTooLow: 5,
  /** A wipe was begun: nothing else goes before it is finished, but `state`, `bindings` and `end`. */
  wipeFirst: 6,
} as const
export type Status = keyof typeof statuses

/** What a binding lets in. */
export const bindingKinds = { centre: 1, residentPhone: 2, keypad: 3, sharedCode: 4 } as const
export type BindingKind = keyof typeof bindingKinds

export const logKinds = {
  opened: 1,
  refused: 2,
  byHand: 3,
  jammed: 4,
  batteryChanged: 5,
  clockSet: 6,
  wiped: 7,
  serviced: 8,
} as const
export type LogKind = keyof typeof logKinds

/** Bits of a self-test. */
export const parts = { motor: 1, position: 2, clock: 4, memory: 8, radio: 16, tamper: 32 } as const
export type Part = keyof typeof parts

/** The parts that a self-test found at fault. */
export const failedParts = (bits: number): readonly Part[] =>
  (Object.keys(parts) as Part[]).filter((part) => (bits & parts[part]) !== 0)

/** The name that stands for a number; null for none. */
export const nameOf = <T extends Readonly<Record<string, number>>>(table: T, code: number): keyof T | null =>
  Object.keys(table).find((name) => table[name] === code) ?? null
