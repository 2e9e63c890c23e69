import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import type { Ms } from '../../../src-domain/time.ts'
import type { Health } from '../../../src-preload/contract/view.ts'
import type { Link } from '../link/link.ts'
import { isBlind } from './blind.ts'
import { type Desk, isHeld } from './desk.ts'
import { newPresented } from './presented.ts'
import type { Ringing, Sound } from './sound.ts'
import { pushTo, type WindowEnd, type Windows } from './windows.ts'

export type WatchPorts = {
  readonly workplaceId: string
  readonly desk: Desk
  readonly link: () => Link
  readonly windows: () => Windows
  readonly sound: Sound
  /** History is still on its way: what is newest here is not news. */
  readonly replaying: () => boolean
  readonly mono: () => Ms
  /** How long ago something in the journal was. */
  readonly age: (at: Ms) => Ms
  /** Somebody is at the desk: without anybody nothing counts as presented. */
  readonly attended: () => boolean
}

/** What rings here, what of it was seen and heard, and whether the whole way is alive: not blind. */
export const openWatch = (ports: WatchPorts) => {
  const { desk, sound, mono, age } = ports
  const startedAt = mono()
  const presented = newPresented(ports.workplaceId)
  /** The newest test alarm that was painted here, and when, by the monotonic clock, it was raised. */
  let walked: { readonly probeId: string; readonly raisedAt: number } | null = null
  let probe: Health['probe'] = null
  let probePushed: string | null = null

  const held = (row: AlarmRow) => isHeld(desk.holds.get(row.id), row, desk.now())
  const ringing = (): Ringing[] =>
    [...desk.current.openAlarms().values()].filter((row) => row.ringing && !held(row))
  const blind = () =>
    isBlind({ startedAt, heardAt: ports.link().heardAt(), probeAt: walked?.raisedAt ?? null, now: mono() })

  const receipts = () => {
    if (!ports.attended() || !ports.windows().anyPainting()) return
    const due = presented.due(desk.current.openAlarms(), sound.sounds, mono())
    if (due.length === 0) return
    void ports
      .link()
      .ask('presented', { presses: due })
      .then((said) => {
        if (said.kind === 'lost') presented.unsaid(due)
      })
  }
  const walk = (probeId: string) => {
    const row = desk.current.probe()
    if (row?.probeId !== probeId || walked?.probeId === probeId) return
    const tookMs = Math.max(0, Math.round(age(row.receivedAt)))
    // An old one that was painted late says nothing of the way as it is now.
    walked = { probeId, raisedAt: mono() - tookMs }
    probe = { at: row.receivedAt, tookMs }
  }

  return {
    held,
    ringing,
    blind,
    receipts,
    soundNow: (): void => sound.update(ringing(), blind()),
    mute: (seconds: number): void => {
      sound.mute(seconds, ringing(), blind())
      sound.update(ringing(), blind())
    },
    painted: (presses: readonly { caseId: string; pressId: string }[], probeId: string | null): void => {
      for (const p of presses) presented.paint(p.caseId, p.pressId)
      receipts()
      if (probeId !== null) walk(probeId)
    },
    probe: () => probe,
    /** How long ago the newest test alarm was raised that came the whole way; null for none. */
    probeAge: (): Ms | null => (walked === null ? null : mono() - walked.raisedAt),
    probeId: () => walked?.probeId ?? null,
    pushProbe: (): void => {
      const row = desk.current.probe()
      if (!row || row.probeId === probePushed || ports.replaying()) return
      probePushed = row.probeId
      ports.windows().push('probe', { probeId: row.probeId, at: row.receivedAt })
    },
    /** For a window that opened after it came. */
    greet: (window: WindowEnd): void => {
      const row = desk.current.probe()
      if (row && row.probeId === probePushed)
        pushTo(window, 'probe', { probeId: row.probeId, at: row.receivedAt })
    },
  }
}
export type Watch = ReturnType<typeof openWatch>
