import { join, resolve } from 'node:path'
import { app } from 'electron'

/** Where this console keeps everything; per account unless `--profile` or VAKTROM_PROFILE says otherwise. */
export const profileRoot = (asked: string | null): string =>
  resolve(asked ?? join(app.getPath('appData'), 'Vaktrom'))
