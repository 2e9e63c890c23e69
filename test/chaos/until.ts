import { setTimeout as wait } from 'node:timers/promises'

const lookEvery = 50

/** Looks again and again until `test` holds; throws with `what` where that takes longer than `within` ms. */
export const until = async (
  what: string,
  test: () => boolean | Promise<boolean>,
  within = 60_000,
): Promise<void> => {
  const end = performance.now() + within
  while (!(await test())) {
    if (performance.now() > end) throw new Error(`waited ${within / 1_000} s for ${what}`)
    await wait(lookEvery)
  }
}
