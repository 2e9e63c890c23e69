import type { Page } from '@playwright/test'
import type { Operator } from '../../test/e2e/operator.ts'
import type { Camera } from './camera.ts'

/** A machine without a graphics card takes its time, and a patrol has to drive. */
export const patience = 120_000

/** Where the tour stands: the window, whoever sits at it, and the camera. */
export type Stop = {
  readonly page: Page
  readonly camera: Camera
  readonly operator: Operator
  readonly seen: (testId: string) => ReturnType<Page['getByTestId']>
}
