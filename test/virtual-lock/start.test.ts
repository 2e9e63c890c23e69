import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const script = new URL('../../scripts/start.mjs', import.meta.url).pathname

it('a live desk is given no simulated dongle', () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, '--live', '--virtual-dongle'], {
    encoding: 'utf8',
  })
  expect(stderr).toContain('--virtual-dongle is for practice')
  expect(status).toBe(1)
  // Nothing was begun.
  expect(stdout).toBe('')
})
