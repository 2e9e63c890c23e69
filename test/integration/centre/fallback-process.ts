import { fallbackConfig } from '../../../src-centre/fallback/config.ts'
import { hookSecret } from '../../build/receiver.ts'
import { fastClock } from '../practice/fastClock.ts'
import { startCentre } from './harness.ts'

// A centre with a fall-back hook in a process that a test can kill, twenty times as fast: node … FOLDER PORT HOOK.
const [folder = '', port = '0', hook = ''] = process.argv.slice(2)
const { url } = await startCentre(folder, {
  port: Number(port),
  clock: fastClock(20),
  fallback: fallbackConfig.parse({ kind: 'webhook', url: hook, secret: hookSecret, testHours: 0 }),
})
process.stdout.write(`${url}\n`)
