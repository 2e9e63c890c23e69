import type { Clocks } from '../../src-domain/clocks.ts'

/** A machine's clocks in a test's hands: its wall clock can be set, and it can sleep or stand still for a while. */
export type SetClocks = Clocks & {
  /** Sets the wall clock by so many ms. */
  readonly set: (by: number) => void
  /** So many ms pass in which nothing runs. */
  readonly stand: (ms: number) => void
}

export const setClocks = (base: Clocks): SetClocks => {
  let shift = 0
  let stood = 0
  return {
    wall: () => base.wall() + shift + stood,
    mono: () => base.mono() + stood,
    set: (by) => {
      shift += by
    },
    stand: (ms) => {
      stood += ms
    },
  }
}
