import { type Scenario, still } from './scenario.ts'

/** What to learn: block it at once, and what it may still open until when. */
const lostPhone: Scenario = {
  name: 'lost-phone',
  cast: { waiting: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'briefly' } },
    { at: 2, do: 'press', who: 'waiting', device: 'fall' },
    { when: 'inside', to: 'waiting', after: 20, do: 'phone', becomes: 'lost' },
    { when: 'left', to: 'waiting', after: 130, do: 'find' },
  ],
}

/** What to learn: a code that is read aloud, and what nobody can know or take back of it. */
const deadPhone: Scenario = {
  name: 'dead-phone',
  cast: { waiting: 'keypad' },
  tide: still,
  steps: [
    { at: 2, do: 'press', who: 'waiting', device: 'pendant' },
    { when: 'upstairs', to: 'waiting', after: 3, do: 'phone', becomes: 'dead' },
    // There is power in the car.
    { when: 'left', to: 'waiting', do: 'phone', becomes: 'well' },
  ],
}

/** What to learn: one incident for a block, one grant to the crew for its doors, and who in there cannot walk. */
const blockFire: Scenario = {
  name: 'block-fire',
  cast: { first: 'block', second: 'sameBlock' },
  tide: still,
  steps: [
    { at: 2, do: 'press', who: 'first', device: 'smoke', text: 'Røyk i oppgangen' },
    { at: 20, do: 'press', who: 'second', device: 'smoke' },
    { at: 45, do: 'press', who: 'first', device: 'pendant', text: 'Kommer ikke ut, det er røyk i trappa' },
  ],
}

/** What to learn: access moves with the resident; the old provider's grant is over at once. */
const providerChange: Scenario = {
  name: 'provider-change',
  cast: { moving: 'ownPatrol' },
  tide: still,
  steps: [
    { at: 2, do: 'press', who: 'moving', device: 'pendant' },
    { when: 'upstairs', to: 'moving', do: 'changeProvider', who: 'moving' },
  ],
}

/** What to learn: where a service has ended nobody has access any more, also who is on the way. */
const serviceEnded: Scenario = {
  name: 'service-ended',
  cast: { gone: 'twoLocks' },
  tide: still,
  steps: [
    { at: 2, do: 'press', who: 'gone', device: 'pendant' },
    { when: 'upstairs', to: 'gone', do: 'endService', who: 'gone' },
  ],
}

/** What to learn: a shared code leaves no trace of who entered, so its reading is what is logged. */
const privateLock: Scenario = {
  name: 'private-lock',
  cast: { waiting: 'privateLock' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'codeUnknown' } },
    { at: 2, do: 'press', who: 'waiting', device: 'pendant' },
  ],
}

/** What to learn: a metal key is signed out on the way, and is out until it is back. */
const keyCabinet: Scenario = {
  name: 'key-cabinet',
  cast: { waiting: 'keyCabinet' },
  tide: still,
  steps: [{ at: 2, do: 'press', who: 'waiting', device: 'pendant' }],
}

/** Every other way through the door, and what ends one. */
export const waysIn: readonly Scenario[] = [
  lostPhone,
  deadPhone,
  blockFire,
  providerChange,
  serviceEnded,
  privateLock,
  keyCabinet,
]
