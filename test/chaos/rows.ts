import { launchConsole } from '../e2e/fixture.ts'
import type { Fault } from './fault.ts'
import { type Outcome, round } from './round.ts'
import { openScene } from './scene.ts'
import { plantedRef } from './storm.ts'

/**
 * All injections of one row at one centre and one console, so that each finds what those before it left behind.
 * `told` hears of each as it is over.
 */
export const runRow = async (
  fault: Fault,
  times: number,
  told: (outcome: Outcome, n: number) => void,
): Promise<readonly Outcome[]> => {
  const scene = await openScene(launchConsole, fault.scene)
  const outcomes: Outcome[] = []
  try {
    for (let n = 1; n <= times; n++) {
      const outcome = await round({ scene, fault, name: `c${n}x` })
      outcomes.push(outcome)
      told(outcome, n)
    }
  } finally {
    await scene.close()
  }
  return outcomes
}

/** The same row while one press is withheld on its way: whether the row counts that press as lost. */
export const findsPlantedDrop = async (fault: Fault): Promise<boolean> => {
  const scene = await openScene(launchConsole, { ...fault.scene, relay: true })
  try {
    const { lost } = await round({ scene, fault, name: 'planted', plant: true, isQuick: true })
    return lost.includes(plantedRef('planted'))
  } finally {
    await scene.close()
  }
}
