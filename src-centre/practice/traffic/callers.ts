import type { Ms } from '../../../src-domain/time.ts'
import type { HomeUnit, Resident } from '../people/residents.ts'
import { type Device, type Message, writeScaip } from './scaip.ts'

type SendRaw = (raw: string) => void

/** Home units speak through here: each request gets a `ref` of its own, also after a restart of practice. */
export type Callers = {
  readonly press: (resident: Resident, device: Device, text?: string) => void
  readonly say: (resident: Resident, message: Message) => void
  readonly raw: (text: string) => void
}

export const makeCallers = (
  homeUnits: ReadonlyMap<string, HomeUnit>,
  now: () => Ms,
  send: SendRaw,
): Callers => {
  let count = 0
  // 1–16 alphanumerics: the time in base 36 (8 digits until 2059) and a counter.
  const nextRef = () =>
    `${now().toString(36)}${(count++ % 36 ** 4).toString(36).padStart(4, '0')}`.toUpperCase()
  const say = (resident: Resident, message: Message) => {
    const unit = homeUnits.get(resident.id)
    if (!unit) throw new Error(`no home unit: ${resident.id}`)
    send(writeScaip(nextRef(), unit, message))
  }
  return {
    say,
    press: (resident, device, text) => say(resident, { kind: 'press', device, text: text ?? null }),
    raw: send,
  }
}
