import { type Ms, second } from '../../src-domain/time.ts'
import type { Health } from '../../src-preload/contract/view.ts'

/** From the field's numbers: feed amber at 5 s, banner at 10 s; test alarm every 60 s, missing at 90 s. */
export const amberAfter: Ms = 5 * second
export const blindAfter: Ms = 10 * second
export const probeMissingAfter: Ms = 90 * second

/** After a start, before the first beat and the first test alarm can have come. */
const graceAfterStart: Ms = probeMissingAfter

export type Hearing = {
  /** Since the centre was last heard; null when never. */
  readonly silence: Ms | null
  readonly feed: 'good' | 'amber' | 'blind'
  readonly probe: 'good' | 'missing' | 'none'
}

/**
 * Whether this console hears. Asked of the window's own clock, so that it also holds when core is dead and
 * pushes nothing. `since`: when this window began to listen.
 */
export const hearing = (health: Health | null, machineNow: Ms, serverNow: Ms, since: Ms): Hearing => {
  const silence = health?.heardAt == null ? null : Math.max(0, machineNow - health.heardAt)
  const deaf = silence ?? machineNow - since
  const feed = deaf > blindAfter ? 'blind' : deaf > amberAfter ? 'amber' : 'good'
  const probeAge = health?.probe ? serverNow - health.probe.at : null
  const listened = machineNow - since
  const probe =
    probeAge === null
      ? listened > graceAfterStart
        ? 'missing'
        : 'none'
      : probeAge > probeMissingAfter
        ? 'missing'
        : 'good'
  return { silence, feed, probe }
}
