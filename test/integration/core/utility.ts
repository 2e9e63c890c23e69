import type { ElectronPort } from '../../../src-main/core/port.ts'

/**
 * Core's own entry in a plain process: its parent's port is this process's channel, as Electron would give
 * it. For tests that kill core without warning.
 */
const parentPort: ElectronPort = {
  postMessage: (message) => process.send?.(message),
  on: (event: 'message' | 'close', listener: unknown) => {
    if (event === 'message' && typeof listener === 'function')
      process.on('message', (data: unknown) => listener({ data, ports: [] }))
  },
}
Object.assign(process, { parentPort })
await import('../../../src-main/core/index.ts')
