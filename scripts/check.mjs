// `npm run check -- NAMES`: types, lint, architecture, dead code, licences; two at a time, a report that fits a screen.
import { join } from 'node:path'
import { ROOT } from './paths.mjs'
import { run } from './run.mjs'

const AT_ONCE = 2

const TYPED = [
  'src-domain',
  'src-centre',
  'src-main',
  'src-preload/contract',
  'src-preload',
  'src-renderer',
  'test',
  'scripts',
]
const SOURCES = ['src-domain', 'src-centre', 'src-main', 'src-preload', 'src-renderer', 'test', 'scripts']

/** @type {ReadonlyArray<readonly [name: string, tool: string, ...args: string[]]>} */
const PARTS = [
  ...TYPED.map(
    (folder) => /** @type {const} */ ([`types ${folder}`, 'tsc', '-p', folder, '--pretty', 'false']),
  ),
  ['biome', 'biome', 'check', '--error-on-warnings', '.'],
  ['oxlint', 'oxlint', '--type-aware', '--deny-warnings', ...SOURCES],
  ['architecture', 'depcruise', '--config', '.dependency-cruiser.cjs', ...SOURCES],
  ['dead code', 'knip'],
  ['licences', 'node', 'scripts/licences.mjs'],
]

const asked = process.argv.slice(2)
const chosen = PARTS.filter(([name]) => asked.length === 0 || asked.some((word) => name.includes(word)))
const waiting = [...chosen]
/** @type {string[]} */
const failed = []

const worker = async () => {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const [name, tool, ...args] = part
    const begun = Date.now()
    const { code, output } = await run(join(ROOT, 'node_modules', '.bin', tool), args, {
      cwd: ROOT,
      stdio: 'pipe',
      shell: process.platform === 'win32',
    })
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
    if (code === 0) continue
    failed.push(name)
    console.log(output.trimEnd())
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, worker))
if (failed.length > 0) console.log(`\nNot right yet: ${failed.join(', ')}`)
process.exitCode = chosen.length === 0 || failed.length > 0 ? 1 : 0
