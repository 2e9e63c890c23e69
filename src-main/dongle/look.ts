import type { NearUnit } from './messages.ts'
import { openNear } from './near.ts'
import { type Radio, RadioFault } from './radio/radio.ts'

/** Between two lists, ms: four times a second is as fast as anybody reads. */
const tellEvery = 250

/**
 * Looks at what is near as long as somebody wants to know and there is a radio, and tells it. Whoever says its serial
 * when it is asked is remembered by it.
 */
export const openLook = (say: (units: NearUnit[]) => void) => {
  const near = openNear(() => performance.now())
  let radio: Radio | null = null
  let on = false
  let hush: (() => Promise<void>) | null = null
  /** Starting and stopping take turns. */
  let turn: Promise<void> = Promise.resolve()
  let told = ''

  const settle = async (): Promise<void> => {
    const wanted = on && radio?.ready() === true
    try {
      if (wanted && hush === null && radio !== null) hush = await radio.scan(near.saw)
      if (!wanted && hush !== null) {
        const last = hush
        hush = null
        await last()
      }
    } catch (error) {
      // The adapter would not just now: the next list tries again.
      if (!(error instanceof RadioFault)) throw error
    }
  }
  const inTurn = (): void => {
    turn = turn.then(settle)
  }
  const timer = setInterval(() => {
    if (!on) return
    if (hush === null) inTurn()
    const units = near.list()
    const text = JSON.stringify(units)
    if (text === told) return
    told = text
    say(units)
  }, tellEvery)

  return {
    on: (wanted: boolean): void => {
      on = wanted
      told = ''
      inTurn()
    },
    radio: (opened: Radio): void => {
      radio = opened
      inTurn()
    },
    calls: near.calls,
    close: (): void => clearInterval(timer),
  }
}
