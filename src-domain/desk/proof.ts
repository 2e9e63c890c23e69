import type { CommandName } from '../command/command.ts'
import { type Ms, second } from '../time.ts'
import { clockSlack, type DeskLimits } from './limits.ts'

/** When somebody last said their PIN, and when their session last did something while that still counted. */
export type Proof = { readonly provenAt: Ms; readonly seenAt: Ms }

/** What opens a door, hands out what opens one, changes what doors believe, or says that a lock may hang on one again. */
export const needsProof: readonly CommandName[] = [
  'grant',
  'issueCode',
  'revealSharedCode',
  'handOutKey',
  'unblockHandset',
  'rotateKey',
  'retireKey',
  'strikeOffKey',
  'signTest',
]

export const provenNow = (now: Ms): Proof => ({ provenAt: now, seenAt: now })

/** Until when the proof counts, if nothing more is done. */
export const proofUntil = (proof: Proof, limits: DeskLimits): Ms =>
  Math.min(
    proof.seenAt + limits.proveAfterSeconds * second,
    proof.provenAt + limits.proveAtLeastEverySeconds * second,
  )

/** How long ago a moment was, whatever was done to the clock since. */
type Since = (at: Ms) => Ms

/** What lies in the future was said before a clock was set back, and makes nothing fresh again. */
export const isProven = (proof: Proof, limits: DeskLimits, since: Since): boolean =>
  since(proof.seenAt) <= limits.proveAfterSeconds * second &&
  since(proof.provenAt) <= limits.proveAtLeastEverySeconds * second &&
  since(proof.seenAt) >= -clockSlack

/**
 * After something was done. It keeps a proof that still counts; one that ran out comes back by the PIN alone, or
 * whoever sits down at a desk that was left could answer an alarm first and open a door after.
 */
export const seenAt = (proof: Proof, limits: DeskLimits, now: Ms, since: Since): Proof =>
  isProven(proof, limits, since) ? { ...proof, seenAt: now } : proof
