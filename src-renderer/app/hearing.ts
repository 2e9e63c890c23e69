import { type Ms, second } from '../../src-domain/time.ts'

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
  /** Since the newest test alarm was raised that came the whole way; null for none. */
  readonly probeAge: Ms | null
}

/**
 * Whether this console hears. Asked of the window's own monotonic clock, so that it also holds when core is dead and
 * pushes nothing, and whatever a machine's clock is set to. `since`: when this window began to listen.
 */
export const hearing = (
  heard: { readonly centreAt: Ms | null; readonly probeAt: Ms | null },
  now: Ms,
  since: Ms,
): Hearing => {
  const silence = heard.centreAt === null ? null : Math.max(0, now - heard.centreAt)
  const deaf = silence ?? now - since
  const feed = deaf > blindAfter ? 'blind' : deaf > amberAfter ? 'amber' : 'good'
  const probeAge = heard.probeAt === null ? null : Math.max(0, now - heard.probeAt)
  const listened = now - since
  const probe =
    probeAge === null
      ? listened > graceAfterStart
        ? 'missing'
        : 'none'
      : probeAge > probeMissingAfter
        ? 'missing'
        : 'good'
  return { silence, feed, probe, probeAge }
}
