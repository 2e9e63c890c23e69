import { defineConfig } from '@playwright/test'

/** What measures times has the machine to itself. */
const alone = ['**/backlog.spec.ts', '**/chaos.spec.ts', '**/watchdog.spec.ts', '**/presented.spec.ts']

export default defineConfig({
  projects: [
    { name: 'alone', testDir: 'test/e2e', testMatch: alone, workers: 1 },
    { name: 'console', testDir: 'test/e2e', testIgnore: alone },
    { name: 'package', testDir: 'test/package', workers: 1 },
  ],
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // One window to a screen, since focus is what these tests are about; two screens where they are virtual.
  workers: process.env.VAKTROM_DISPLAY === 'virtual' ? 2 : 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  reporter: [['list']],
})
