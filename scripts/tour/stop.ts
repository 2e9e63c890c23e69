import { expect, type Page } from '@playwright/test'
import type { BenchPlay } from '../../src-centre/practice/benchFile.ts'
import type { Operator } from '../../test/e2e/operator.ts'
import type { VirtualDongle } from '../../test/e2e/virtualDongle.ts'
import type { Camera } from './camera.ts'

/** A machine without a graphics card takes its time, and a patrol has to drive. */
export const patience = 120_000

/** Where the tour stands: the window, whoever sits at it, and the camera. */
export type Stop = {
  readonly page: Page
  readonly camera: Camera
  readonly operator: Operator
  readonly seen: (testId: string) => ReturnType<Page['getByTestId']>
  readonly dongle: VirtualDongle
  /** Of the first unit of this play in the practice centre's box. */
  readonly serialOf: (play: BenchPlay) => string
}

/** Whoever sat there signs out, and the first of those takes the desk. */
export const sitDown = async ({ seen }: Stop, who: RegExp): Promise<void> => {
  await seen('person').click()
  await seen('sign-out').click()
  await expect(seen('people')).toBeVisible()
  await seen('people').getByText(who).first().click()
  await seen('enter').click()
  await expect(seen('sign-in')).toBeHidden()
}
