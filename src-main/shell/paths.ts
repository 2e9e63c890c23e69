import { join } from 'node:path'

/** What the build makes, seen from `out/main/app.js`. */
const out = join(import.meta.dirname, '..')

export const paths = {
  main: join(out, 'main', 'index.js'),
  core: join(out, 'main', 'core.js'),
  centre: join(out, 'main', 'centre.js'),
  dongle: join(out, 'main', 'dongle.js'),
  preload: join(out, 'preload', 'index.cjs'),
  soundPreload: join(out, 'preload', 'sound.cjs'),
  renderer: join(out, 'renderer'),
  icon: join(out, '..', 'resources', 'icon.png'),
} as const
