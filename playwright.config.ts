import { defineConfig } from '@playwright/test'

export default defineConfig({
  projects: [
    { name: 'console', testDir: 'test/e2e' },
    { name: 'package', testDir: 'test/package' },
  ],
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // One real window at a time: focus and timing are what these tests are about.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  reporter: [['list']],
})
