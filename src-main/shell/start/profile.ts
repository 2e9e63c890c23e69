import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../keeping/file.ts'

export type Mode = 'practice' | 'live'

/** Folders and files of one profile. Practice and live never share a store. */
export const profileAt = (root: string) => ({
  root,
  /** Chromium's own: caches, and the lock that keeps a second instance out. */
  chromium: join(root, 'chromium'),
  window: join(root, 'window.json'),
  configuration: join(root, 'vaktrom.jsonc'),
  everLive: join(root, 'ever-live'),
  of: (mode: Mode) => {
    const folder = join(root, mode)
    return {
      folder,
      store: join(folder, 'store'),
      centre: join(folder, 'centre'),
      maps: join(folder, 'maps'),
      secrets: join(folder, 'secrets'),
      settings: join(folder, 'settings.json'),
    }
  },
})
export type Profile = ReturnType<typeof profileAt>

export const makeFolders = (profile: Profile, mode: Mode): void => {
  const { store, maps, secrets } = profile.of(mode)
  for (const folder of [store, maps, secrets]) makeFolder(folder)
}

const makeFolder = (folder: string): void => void mkdirSync(folder, { recursive: true, mode: 0o700 })

/** Once a desk, always a desk: kept as a file, so that a lost configuration does not make it a convincing fake. */
export const markLive = (profile: Profile): void => {
  if (!wasEverLive(profile))
    writeWhole(profile.everLive, 'This profile was a live desk. It refuses practice.\n')
}
export const wasEverLive = (profile: Profile): boolean => existsSync(profile.everLive)
