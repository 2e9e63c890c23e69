/**
 * The open lock profile: names and numbers. Byte by byte in docs/lock-profile.md. UUIDs are written as noble writes
 * them: lower case, without dashes; standard ones with four digits.
 */
export const lockProfileVersion = 1

const ours = (short: string): string => `5a1f${short}7d4e4f0b9c522f6b8a0d3e71`

export const lockService = {
  service: ours('0001'),
  /** Read without a session: magic, version, flags. */
  identity: ours('0002'),
  /** Written to, with response: frames from the tool. */
  request: ours('0003'),
  /** Notified: frames from the lock. */
  answer: ours('0004'),
} as const

/** Bluetooth's assigned numbers, of which this profile uses these. */
export const standard = {
  deviceInformation: '180a',
  manufacturer: '2a29',
  model: '2a24',
  serial: '2a25',
  hardware: '2a27',
  firmware: '2a26',
  battery: '180f',
  batteryLevel: '2a19',
  currentTime: '1805',
  currentTimeValue: '2a2b',
} as const

/** The longest message, in bytes, before it is cut into frames. */
export const longestMessage = 1_024
