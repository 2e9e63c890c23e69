import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import { type Ms, second } from '../../../src-domain/time.ts'
import { type FromSound, fromSound, type ToSound } from '../../../src-preload/contract/sound.ts'
import type { Health } from '../../../src-preload/contract/view.ts'
import type { Port } from '../port.ts'

/** The sound window speaks once a second; silent for so long, it is lost. */
const lostAfter = 3 * second
/** What was asked for and did not leave for the device after so long, bursts and gaps counted in, is lost too. */
const silentAfter = 4 * second
/** Louder with each of these that an alarm has rung. */
const louderEvery = 20 * second

export type Ringing = Pick<AlarmRow, 'priority' | 'ringingSince' | 'escalationStep' | 'presses'>

type Play = Extract<ToSound, { kind: 'play' }>
const nothing: Play = { kind: 'play', pattern: 'none', level: 0, ringing: [] }

/** What should be heard for what rings: the most urgent leads, the longest wait sets how loud. */
export const playOf = (ringing: readonly Ringing[], blind: boolean, age: (at: Ms) => Ms): Play => {
  const first = Math.min(...ringing.map((r) => r.priority))
  const pattern = first === 1 ? 'p1' : first === 2 ? 'p2' : first === 3 ? 'p3' : blind ? 'blind' : 'none'
  if (ringing.length === 0) return { ...nothing, pattern, level: blind ? 3 : 0 }
  const waited = Math.max(...ringing.map((r) => (r.ringingSince === null ? 0 : age(r.ringingSince))))
  const escalated = Math.max(...ringing.map((r) => r.escalationStep))
  const base = first === 1 ? 2 : 1
  const level = Math.min(4, base + Math.floor(Math.max(0, waited) / louderEvery) + escalated)
  return { kind: 'play', pattern, level, ringing: ringing.flatMap((r) => r.presses.at(-1)?.id ?? []) }
}

export type SoundClocks = {
  readonly mono: () => Ms
  /** How long ago something in the journal was. */
  readonly age: (at: Ms) => Ms
}

/** The line to the sound window, what was asked of it, and whether it is heard. */
export const openSound = (
  { mono, age }: SoundClocks,
  changed: () => void,
  unreadable: (raw: unknown) => void,
) => {
  let port: Port | null = null
  let state: (FromSound & { readonly at: number }) | null = null
  let connectedAt = 0
  let last = ''
  /** Since when something was asked for that is not heard. */
  let silentSince: number | null = null
  let asked = false
  let mute: {
    readonly until: number
    readonly presses: ReadonlySet<string>
    readonly blind: boolean
  } | null = null

  const fresh = () => state !== null && mono() - state.at <= lostAfter
  const muted = () => mute !== null && mute.until > mono()
  const silent = () => silentSince !== null && mono() - silentSince > silentAfter
  const able = () => fresh() && state?.running === true && !silent()
  const send = (message: ToSound) => port?.post(message)

  return {
    connect: (next: Port): void => {
      port?.close()
      port = next
      state = null
      connectedAt = mono()
      last = ''
      silentSince = null
      next.listen((message) => {
        if (port !== next) return
        const parsed = fromSound.safeParse(message)
        if (!parsed.success) {
          unreadable(message)
          return
        }
        state = { ...parsed.data, at: mono() }
        silentSince = asked && !state.sounding ? (silentSince ?? mono()) : null
        changed()
      })
      next.onClose(() => {
        if (port !== next) return
        port = null
        state = null
        changed()
      })
    },
    /** Asks for what should be heard now. A press that was not there when somebody muted ends the muting. */
    update: (ringing: readonly Ringing[], blind: boolean): void => {
      const wanted = playOf(ringing, blind, age)
      if (mute !== null && wanted.ringing.some((id) => !mute?.presses.has(id))) mute = null
      if (mute !== null && wanted.pattern === 'blind' && !mute.blind) mute = null
      const play = muted() ? { ...nothing, ringing: wanted.ringing } : wanted
      const text = JSON.stringify(play)
      if (text === last) return
      last = text
      asked = play.level > 0
      if (!asked) silentSince = null
      send(play)
    },
    test: (): void => {
      send({ kind: 'test' })
    },
    mute: (seconds: number, ringing: readonly Ringing[], blind: boolean): void => {
      mute =
        seconds === 0
          ? null
          : {
              until: mono() + seconds * second,
              presses: new Set(ringing.flatMap((r) => r.presses.at(-1)?.id ?? [])),
              blind,
            }
    },
    /** For how long the muting still lasts, ms; null for no muting. */
    mutedFor: (): number | null => (mute !== null && muted() ? mute.until - mono() : null),
    /** Whether it could be heard if somebody pressed now; a press ends any muting. */
    able,
    /** Whether this press is being heard now: samples leave for the device, and it is among what rings. */
    sounds: (pressId: string): boolean =>
      fresh() && state?.running === true && state.sounding && !muted() && state.ringing.includes(pressId),
    health: (): Health['sound'] => {
      if (able()) return muted() ? 'muted' : 'ok'
      return state === null && port !== null && mono() - connectedAt < 2 * lostAfter ? 'unknown' : 'lost'
    },
    /** Nothing ran here for a while, so nothing was heard of the sound window: it gets its time to speak again. */
    again: (): void => {
      if (state !== null) state = { ...state, at: mono() }
      if (silentSince !== null) silentSince = mono()
    },
    close: (): void => port?.close(),
  }
}
export type Sound = ReturnType<typeof openSound>
