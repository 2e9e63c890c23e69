import type { Bridge } from '../src-preload/contract/contract.ts'

declare global {
  interface Window {
    /** All that this window can reach; put there by the preload script. */
    readonly vaktrom: Bridge
  }
}
