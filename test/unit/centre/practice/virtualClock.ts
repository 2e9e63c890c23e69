import type { Clock } from '../../../../src-centre/clock.ts'

/** A clock that moves when told, runs what is due in order, and lets promises settle in between. */
export type VirtualClock = Clock & { readonly pass: (ms: number) => Promise<void> }

export const virtualClock = (start = Date.UTC(2026, 10, 3, 9, 0)): VirtualClock => {
  let now = start
  let order = 0
  let timers: { readonly at: number; readonly order: number; readonly run: () => void }[] = []
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    now: () => now,
    after: (delay, run) => {
      const timer = { at: now + delay, order: order++, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    pass: async (ms) => {
      const end = now + ms
      await settle()
      for (;;) {
        const next = timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0]
        if (!next) break
        timers = timers.filter((one) => one !== next)
        now = Math.max(now, next.at)
        next.run()
        await settle()
      }
      now = end
    },
  }
}
