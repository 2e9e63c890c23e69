// `npm run centre -- ARGS`: the reference centre as a service of its own, on plain Node.
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { ROOT } from './paths.mjs'
import { run } from './run.mjs'

await buildIfStale()
const { code } = await run(process.execPath, [
  join(ROOT, 'out', 'main', 'centre.js'),
  ...process.argv.slice(2),
])
process.exitCode = code
