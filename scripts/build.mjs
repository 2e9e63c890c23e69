import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.mjs'
import { run, stop } from './run.mjs'

const SOURCES = [
  'src-domain',
  'src-centre',
  'src-main',
  'src-preload',
  'src-renderer',
  'package-lock.json',
  'electron.vite.config.ts',
]

const OUTPUTS = ['main/index.js', 'main/centre.js', 'preload/index.cjs', 'renderer/index.html']

/** Builds what is missing from out/ or older than its sources. */
export const buildIfStale = async () => {
  const built = Math.min(...OUTPUTS.map((file) => changedAt(join(ROOT, 'out', file))))
  const changed = Math.max(...SOURCES.map((source) => newestIn(join(ROOT, source))))
  if (built > changed) return
  console.log('Building…')
  const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code } = await run(process.execPath, [cli, 'build', '--logLevel', 'warn'], { cwd: ROOT })
  if (code !== 0) stop('The build failed; see above.')
}

/**
 * @param {string} file
 * @returns {number} milliseconds since 1970, 0 when it is not there
 */
const changedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)

/**
 * @param {string} path a file, or a folder with all that is in it
 * @returns {number}
 */
const newestIn = (path) => {
  if (!existsSync(path) || !statSync(path).isDirectory()) return changedAt(path)
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((newest, entry) => Math.max(newest, changedAt(join(entry.parentPath, entry.name))), 0)
}
