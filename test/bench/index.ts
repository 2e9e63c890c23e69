import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildIfStale } from '../../scripts/build.mjs'
import { requireDisplay } from '../../scripts/desktop.mjs'
import { requireElectron } from '../../scripts/electron.mjs'
import { orStop, stop } from '../../scripts/run.mjs'
import { benchAlarm } from './alarm.ts'
import { type BenchDesk, openDesk } from './desk.ts'
import type { Figure } from './figures.ts'
import { benchIngest } from './ingest.ts'
import { benchMemory } from './memory.ts'
import { table } from './report.ts'
import { benchStartup } from './startup.ts'
import { benchWorkbench } from './workbench.ts'

// npm run bench [-- --only NAME] [--json FILE]; for a quick try, fewer [--samples N] in a smaller [--residents N].
/** An ordinary municipality, and one with 20,000 locks. */
const ordinary = 2_000
const withManyLocks = 21_500
const starts = 7
const searches = 7

const desks = new Map<number, BenchDesk>()
/** One at a time: a centre that only waits would still take its turns. */
const deskOf = async (residents: number): Promise<BenchDesk> => {
  const known = desks.get(residents)
  if (known) return known
  closeDesks()
  const desk = await openDesk(residents)
  desks.set(residents, desk)
  return desk
}
const closeDesks = (): void => {
  for (const desk of desks.values()) desk.close()
  desks.clear()
}

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    samples: { type: 'string', default: '1000' },
    residents: { type: 'string', default: String(withManyLocks) },
  },
})
const wholeNumber = (name: 'samples' | 'residents'): number => {
  const value = Number(asked[name])
  return Number.isInteger(value) && value > 0 ? value : stop(`--${name} needs a whole number.`)
}
const samples = wholeNumber('samples')
const large = wholeNumber('residents')

const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  ingest: async () => [benchIngest(1, 2_000), benchIngest(256, 25_600)],
  calm: async () =>
    benchAlarm(await deskOf(ordinary), { name: 'calm', samples, entriesPerSecond: 0, allowance: 1 }),
  load: async () =>
    benchAlarm(await deskOf(large), { name: 'load', samples, entriesPerSecond: 200, allowance: 3 }),
  startup: async () => benchStartup(await deskOf(large), starts),
  memory: async () => benchMemory(await deskOf(large)),
  workbench: () => benchWorkbench(searches),
}
const wanted = asked.only ?? Object.keys(parts)
for (const name of wanted)
  if (!Object.hasOwn(parts, name)) stop(`--only ${name}: the parts are ${Object.keys(parts).join(', ')}.`)

/** What a console wrote before it broke may be long. */
const faultOf = (error: unknown): string =>
  (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 2_000)

requireDisplay()
orStop(requireElectron)
await buildIfStale()
const figures: Figure[] = []
let broken = 0
for (const name of wanted) {
  const begun = performance.now()
  try {
    figures.push(...((await parts[name]?.()) ?? []))
    process.stderr.write(`${name}: ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`)
  } catch (error) {
    broken += 1
    process.stderr.write(`${name} broke: ${faultOf(error)}\n`)
  }
}
closeDesks()
process.stdout.write(`${table(figures)}\n`)
if (asked.json !== undefined) writeFileSync(asked.json, `${JSON.stringify(figures, null, 2)}\n`)
process.exitCode = broken > 0 ? 1 : 0
