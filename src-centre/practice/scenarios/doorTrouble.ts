import { type Scenario, still } from './scenario.ts'

/** What to learn: a lock that lost its battery wants the time from the centre before it lets anybody in. */
const clockLost: Scenario = {
  name: 'clock-lost',
  cast: { waiting: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'noCoverage' } },
    { at: 1, do: 'lock', who: 'waiting', change: { clock: 'lost' } },
    { at: 2, do: 'press', who: 'waiting', device: 'pendant' },
  ],
}

/** What to learn: a lease that somebody overheard opens nothing, and that it was tried comes home late. */
const copiedKey: Scenario = {
  name: 'copied-key',
  cast: { waiting: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'briefly' } },
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'comesBack' } },
    { at: 2, do: 'press', who: 'waiting', device: 'pendant' },
    { when: 'arrived', to: 'waiting', do: 'eavesdrop' },
    { when: 'left', to: 'waiting', after: 140, do: 'tryHeard' },
  ],
}

/** What to learn: a grant that begins later is refused until then, and the crew waits. */
const notYetValid: Scenario = {
  name: 'not-yet-valid',
  cast: { early: 'twoLocks' },
  tide: still,
  steps: [{ at: 2, do: 'press', who: 'early', device: 'pendant', text: 'Datteren er hjemme om et kvarter' }],
}

/** What to learn: one use, and a quarter of an hour for the bag; after that another grant. */
const spent: Scenario = {
  name: 'spent',
  cast: { waiting: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'briefly' } },
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'comesBackLate' } },
    { at: 2, do: 'press', who: 'waiting', device: 'fall' },
  ],
}

/** What to learn: without coverage nothing is renewed; the lease runs out in front of the door. */
const leaseExpired: Scenario = {
  name: 'lease-expired',
  cast: { waiting: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'noCoverage' } },
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'lingers' } },
    { at: 2, do: 'press', who: 'waiting', device: 'pendant' },
  ],
}

/** What to learn: a bolt that sticks while it moves spends nothing; the spare key is in the cabinet. */
const jamInUse: Scenario = {
  name: 'jam-in-use',
  cast: { waiting: 'spareKey' },
  tide: still,
  steps: [
    { at: 2, do: 'press', who: 'waiting', device: 'fall' },
    {
      when: 'tries',
      to: 'waiting',
      after: 0.5,
      do: 'lock',
      who: 'waiting',
      change: { lockState: 'notFullyLocked', doorState: 'jammed', alarms: ['jammed'] },
    },
  ],
}

/** What to learn: somebody was there before the patrol; do not send two people into it unwarned. */
const forcedDoor: Scenario = {
  name: 'forced-door',
  cast: { frightened: 'twoLocks' },
  tide: still,
  steps: [
    { at: 2, do: 'press', who: 'frightened', device: 'panic' },
    {
      at: 45,
      do: 'lock',
      who: 'frightened',
      change: { lockState: 'unlocked', doorState: 'forcedOpen', alarms: ['forcedOpen', 'escutcheonRemoved'] },
    },
  ],
}

/** What a door says when it does not open, or opens to nobody of ours. */
export const doorTrouble: readonly Scenario[] = [
  clockLost,
  copiedKey,
  notYetValid,
  spent,
  leaseExpired,
  jamInUse,
  forcedDoor,
]
