/**
 * How long things take on a bench, ms, for whatever measures or shows a virtual lock. Tests that ask what happens, and
 * not how long it takes, have shorter ones of their own.
 */
export const times = {
  /**
   * A thumb-turn's motor over its whole turn. Makers of retrofit thumb-turns state from 1.5 s (Nuki Smart Lock Ultra at
   * its fastest) to several seconds; a slower one would make what the bench adds look smaller. A motor in a lock case is
   * quicker: GU's BKS B-2156 counts as overloaded after 1 s (its manual, 7.4).
   */
  turnMs: 1_500,
  /** Between two connection events. Within 7.5 to 4,000 by the Bluetooth Core; 30 is usual for locks. */
  intervalMs: 30,
  /** Between two advertisements: the second fastest of Apple's Accessory Design Guidelines. */
  advertiseEvery: 211.25,
} as const
