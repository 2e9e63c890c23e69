// `npm run dev -- ARGS`: the console with live reload, on the practice centre.
import { join } from 'node:path'
import { requireDisplay, sandboxRefused } from './desktop.mjs'
import { describeElectron, requireElectron } from './electron.mjs'
import { ROOT } from './paths.mjs'
import { orStop, run } from './run.mjs'

requireDisplay()
const electron = orStop(requireElectron)
console.log(describeElectron(electron))
const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
const sandbox = sandboxRefused() ? ['--noSandbox'] : []
const { code } = await run(
  process.execPath,
  [cli, 'dev', '--watch', ...sandbox, '--', '--practice', ...process.argv.slice(2)],
  { cwd: ROOT, env: { ...process.env, ELECTRON_EXEC_PATH: electron.path } },
)
process.exitCode = code
