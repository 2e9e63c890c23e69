import { type Scenario, still } from './scenario.ts'

/** What to learn: that a calm screen is not a dead one. */
const quietNight: Scenario = {
  name: 'quiet-night',
  cast: { first: 'twoLocks', door: 'house' },
  tide: { rate: 0.4, hour: 3, mostWaiting: 3 },
  steps: [
    { at: 0, do: 'direct', who: 'first', direction: { kind: 'smooth' } },
    { at: 20, do: 'press', who: 'first', device: 'pendant' },
    { at: 420, do: 'press', who: 'door', device: 'door' },
  ],
}

/** What to learn: the order of the queue, and not to lose the second while helping the first. */
const busyDay: Scenario = {
  name: 'busy-day',
  cast: { fall: 'twoLocks', house: 'house', smoke: 'twoLocks', test: 'anybody', lost: 'anybody' },
  tide: { rate: 5, hour: 20, mostWaiting: 10 },
  steps: [
    { at: 3, do: 'press', who: 'house', device: 'pendant' },
    { at: 15, do: 'press', who: 'fall', device: 'fall' },
    { at: 40, do: 'press', who: 'test', device: 'pendant', text: 'Prøvealarm' },
    { at: 70, do: 'press', who: 'lost', device: 'wandering' },
    { at: 95, do: 'press', who: 'smoke', device: 'smoke' },
    { at: 130, do: 'condition', who: 'house', condition: 'batteryLow' },
  ],
}

/** What to learn: the door opens and nobody gets in; the grant is used, and used again. */
const fallWithChain: Scenario = {
  name: 'fall-with-chain',
  cast: { fallen: 'chain' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'fallen', direction: { kind: 'chainOn' } },
    { at: 2, do: 'press', who: 'fallen', device: 'fall' },
  ],
}

/** What to learn: every press rings and wants its own acknowledgement. */
const pressedAgain: Scenario = {
  name: 'pressed-again',
  cast: { restless: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'restless', direction: { kind: 'smooth' } },
    { at: 2, do: 'press', who: 'restless', device: 'pendant' },
    { at: 35, do: 'press', who: 'restless', device: 'pendant' },
    { at: 60, do: 'press', who: 'restless', device: 'pendant' },
    { at: 95, do: 'press', who: 'restless', device: 'fall' },
  ],
}

/** What to learn: a cancelled alarm is still somebody who pressed. */
const cancelled: Scenario = {
  name: 'cancelled',
  cast: { sorry: 'anybody', hasty: 'house' },
  tide: still,
  steps: [
    { at: 2, do: 'press', who: 'sorry', device: 'pendant' },
    { at: 25, do: 'cancel', who: 'sorry', device: 'pendant' },
    { at: 60, do: 'press', who: 'hasty', device: 'pullCord' },
    { at: 68, do: 'cancel', who: 'hasty', device: 'pullCord' },
  ],
}

/** What to learn: a refused use is reported with its cause, and what to say to the patrol. */
const wrongDoor: Scenario = {
  name: 'wrong-door',
  cast: { waiting: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'wrongDoorFirst' } },
    { at: 2, do: 'press', who: 'waiting', device: 'pendant' },
  ],
}

/** What to learn: what one hears of a door may be minutes old. */
const noCoverage: Scenario = {
  name: 'no-coverage',
  cast: { waiting: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'noCoverage' } },
    { at: 2, do: 'press', who: 'waiting', device: 'pendant' },
  ],
}

/** What to learn: owned is not handled; send somebody else. */
const patrolNeverArrives: Scenario = {
  name: 'patrol-never-arrives',
  cast: { waiting: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'direct', who: 'waiting', direction: { kind: 'neverArrives' } },
    { at: 2, do: 'press', who: 'waiting', device: 'fall' },
  ],
}

/** What to learn: what cannot be read still rings. */
const unreadableAlarm: Scenario = {
  name: 'unreadable-alarm',
  cast: {},
  tide: still,
  steps: [
    { at: 2, do: 'raw', text: '<mrq><ref>A1<cid>4700</cid><dty>3</mrq>' },
    { at: 30, do: 'raw', text: '<mrq><ref>B7</ref><cid>TRYGG-7</cid><dty>0003</dty><mty>ME</mty></mrq>' },
    { at: 55, do: 'raw', text: 'ALARM 4711 KODE 3 LINJE 2' },
    // It parses, but nobody knows the controller: it has to ring with its own words.
    {
      at: 80,
      do: 'raw',
      text: '<mrq><ref>C9</ref><cid>999999999999</cid><dty>3</dty><mty>ME</mty><crd>41200999</crd></mrq>',
    },
  ],
}

/** What to learn: who first, when all ring; and that one cause stands behind many alerts. */
const storm: Scenario = {
  name: 'storm',
  cast: { substation: 'twoLocks' },
  tide: still,
  steps: [
    { at: 0, do: 'powerCut', who: 'substation', minutes: 25 },
    { at: 1, do: 'many', count: 60, within: 30 },
  ],
}

/** Alarms and visits as every shift meets them. */
export const ordinary: readonly Scenario[] = [
  quietNight,
  busyDay,
  fallWithChain,
  pressedAgain,
  cancelled,
  wrongDoor,
  noCoverage,
  patrolNeverArrives,
  unreadableAlarm,
  storm,
]
