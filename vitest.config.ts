import { defineConfig } from 'vitest/config'

const project = (name: string, folders: readonly string[], timeout: number) => ({
  extends: true as const,
  test: {
    name,
    include: folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
    testTimeout: timeout,
    hookTimeout: timeout,
  },
})

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    environment: 'node',
    // Native SQLite and real sockets: a process per file, never a shared thread.
    pool: 'forks',
    // Most of them wait for real clocks and sockets: more at once than there are cores.
    maxWorkers: 3,
    projects: [
      project('unit', ['unit'], 10_000),
      project('integration', ['integration', 'virtual-lock'], 60_000),
      project('architecture', ['architecture'], 60_000),
    ],
  },
})
