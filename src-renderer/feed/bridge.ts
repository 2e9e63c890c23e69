import type { Bridge, Call, CallAnswer, CallArgs, Heard } from '../../src-preload/contract/contract.ts'

declare global {
  interface Window {
    /** All that this window can reach; put there by the preload script. */
    readonly vaktrom: Bridge
  }
}

/** Asks core or the shell; who answers is the contract's business. Rejects when nobody does. */
export const call = <C extends Call>(name: C, args: CallArgs<C>): Promise<CallAnswer<C>> =>
  window.vaktrom.call(name, args)

export const on = <P extends keyof Heard>(name: P, listener: (value: Heard[P]) => void): (() => void) =>
  window.vaktrom.on(name, listener)
