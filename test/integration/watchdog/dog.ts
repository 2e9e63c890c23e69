import { keepWatch } from '../../../src-main/watchdog/index.ts'

await keepWatch()
process.exit(0)
