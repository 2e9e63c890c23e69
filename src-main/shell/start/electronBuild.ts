import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Set-up lays this file beside the registry's copy of Electron, which nobody at Electron has made. */
const mark = 'VAKTROM-STAND-IN'

export const isStandIn = (): boolean => existsSync(join(dirname(process.execPath), mark))
