import type { FallbackConfig } from './config.ts'
import { type FallbackPort, startDeliveries } from './deliveries.ts'
import { openHook } from './hook.ts'
import { startProof, tryFallback } from './proof.ts'
import type { Told } from './told.ts'

/** The last step of the escalation: what it tells outside, and the proof that it can. */
export type Fallback = {
  /** From here on what waits is told, and tests go out. */
  readonly start: () => void
  /** One test delivery now; null where no hook was set up. */
  readonly test: () => Promise<Told | null>
  readonly close: () => Promise<void>
}

export type FallbackSetting = Omit<FallbackPort, 'hook'> & {
  readonly municipality: string
  readonly config: FallbackConfig | undefined
}

export const openFallback = (setting: FallbackSetting): Fallback => {
  const { config } = setting
  const hook = config ? openHook(config) : null
  const port = { ...setting, hook, testHours: config?.testHours ?? 0 }
  const running: { readonly close: () => Promise<void> }[] = []
  return {
    start: () => {
      if (running.length === 0) running.push(startDeliveries(port), startProof(port))
    },
    test: async () => (hook ? tryFallback(port, hook, new AbortController().signal) : null),
    close: async () => {
      await Promise.all(running.map((one) => one.close()))
    },
  }
}
