import type { FromSound, ToSound } from '../../src-preload/contract/sound.ts'
import { burstSeconds, type Pattern, secondsBetween } from './patterns.ts'
import { openVoice, type Voice } from './voice.ts'

type Play = Omit<Extract<ToSound, { kind: 'play' }>, 'kind'>

/** How often the output is watched: no pulse is shorter. */
const watchEvery = 50
/** Timers and the device's own latency may make a burst this late, in milliseconds, before it counts as missing. */
const slack = 1_500

/**
 * Plays what core asks for, and watches that it truly leaves. `sounding`: the pattern's latest burst was seen in the
 * output in its time, from a running context, towards a device. `ringing` names only presses that a sound was seen for
 * since they were added: what core hands on as *presented* rests on it.
 */
export const openPlayer = (report: (state: FromSound) => void) => {
  let voice: Voice = openVoice()
  let wanted: Play = { pattern: 'none', level: 0, ringing: [] }
  let heard: readonly string[] = []
  let lastSeen = Number.NEGATIVE_INFINITY
  let testUntil = Number.NEGATIVE_INFINITY
  let device = false
  let contextTime = -1
  let advancing = true
  let next: ReturnType<typeof setTimeout> | undefined
  let last = ''

  const isTest = (): boolean => performance.now() < testUntil
  const current = (): Pattern =>
    wanted.level > 0 && wanted.pattern !== 'none' ? wanted.pattern : isTest() ? 'test' : 'none'
  const running = (): boolean => device && advancing && voice.context.state === 'running'
  const sounding = (): boolean => {
    const pattern = current()
    if (pattern === 'none' || !running()) return false
    return performance.now() - lastSeen < secondsBetween(pattern, wanted.level) * 1_000 + slack
  }

  const tell = (always: boolean): void => {
    const isSounding = sounding()
    const state: FromSound = {
      kind: 'state',
      running: running(),
      sounding: isSounding,
      pattern: current(),
      ringing: isSounding ? [...heard] : [],
    }
    const text = JSON.stringify(state)
    if (!always && text === last) return
    last = text
    report(state)
  }

  const burst = (): void => {
    clearTimeout(next)
    if (wanted.level === 0 || wanted.pattern === 'none') {
      if (!isTest()) voice.silence()
      return
    }
    voice.burst(wanted.pattern, wanted.level)
    next = setTimeout(burst, secondsBetween(wanted.pattern, wanted.level) * 1_000)
  }

  const play = (fresh: Play): void => {
    const before = wanted
    wanted = fresh
    heard = heard.filter((one) => fresh.ringing.includes(one))
    const another = fresh.pattern !== before.pattern || fresh.level > before.level || fresh.level === 0
    const added = fresh.ringing.some((one) => !before.ringing.includes(one))
    // Every press rings: a new one is heard at once, not when the burst's turn comes.
    if (another) lastSeen = Number.NEGATIVE_INFINITY
    if (another || added) burst()
    tell(false)
  }

  const test = (): void => {
    // While something rings, its own burst is the test.
    if (current() !== 'none' && !isTest()) burst()
    else {
      testUntil = performance.now() + burstSeconds('test') * 1_000 + slack
      voice.burst('test', 2)
    }
  }

  /** A context that ended up on the null output stays there: with a device back, a new one is made. */
  const begin = (): void => {
    void voice.context.close()
    voice = openVoice()
    contextTime = -1
    burst()
  }

  setInterval(() => {
    if (voice.leaves() && running()) {
      lastSeen = performance.now()
      if (!isTest()) heard = wanted.ringing
    }
    tell(false)
  }, watchEvery)

  setInterval(() => {
    const now = voice.context.currentTime
    advancing = now > contextTime
    contextTime = now
    if (voice.context.state === 'closed') begin()
    else if (voice.context.state !== 'running') void voice.context.resume().catch(() => undefined)
    tell(true)
  }, 1_000)

  return {
    play,
    test,
    device: (present: boolean): void => {
      if (present === device) return
      device = present
      if (present) begin()
      tell(false)
    },
  }
}
