import { type TestStep, testSteps } from './report.ts'
import type { DriverName } from './words.ts'

/** What each driver can do. What it cannot stays null in the report, and the verdict says that it was not tested. */
const driverSteps: Readonly<Record<DriverName, readonly TestStep[]>> = {
  vaktrom: testSteps,
  generic: ['identify', 'information', 'battery'],
}

/** A wipe and what proves it go together, or not at all. */
const ofTheWipe: readonly TestStep[] = ['keyBefore', 'wipe', 'readBack', 'keyAfter']

/** The steps of one test, in order; the others are left out. */
export const stepsOf = (driver: DriverName, wipe: boolean): readonly TestStep[] =>
  driverSteps[driver].filter((step) => wipe || !ofTheWipe.includes(step))

/** What no test by this driver says anything of. */
export const notTestedBy = (driver: DriverName): readonly TestStep[] =>
  testSteps.filter((step) => !driverSteps[driver].includes(step))
